package dev.konbini.logging.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;

/// The first of the documents that a search finds, in its order.
///
/// @param answer to the search, whole
/// @param hits as many as were wanted; fewer where there are no more, or where they are so large
///   that more would not fit into one answer
/// @param more whether others follow
public record HitPage(JsonNode answer, List<JsonNode> hits, boolean more) {

    /// Searches for `size` documents, and for half as many as often as that is too much at once.
    ///
    /// @param search is given how many hits it may have, which is one more than are shown: that
    ///   there is one tells that others follow
    public static HitPage of(int size, IntFunction<JsonNode> search) {
        return of(size, 1, search);
    }

    /// The same of a search's `body`, which `search` is given with its `size`.
    public static HitPage of(
            int size, Map<String, ?> body, Function<Map<String, ?>, JsonNode> search) {
        return of(size, most -> search.apply(with(body, Map.of("size", most))));
    }

    /// Gives `each` every document that `body` finds in `indices`, in its order, in as many answers
    /// as that takes.
    ///
    /// @param body without a `size`, and with a `sort` in which no two documents are the same
    /// @param size how many documents an answer may have
    /// @throws AnswerTooLarge where one document alone is too large
    public static void each(
            Elasticsearch elasticsearch,
            String indices,
            Map<String, ?> body,
            int size,
            Consumer<JsonNode> each) {
        var behind = with(body, Map.of("track_total_hits", false));
        var asked = size;
        while (true) {
            var next = behind;
            var page =
                    of(
                            asked,
                            0,
                            most ->
                                    elasticsearch.search(
                                            indices, with(next, Map.of("size", most))));
            page.hits().forEach(each);
            if (!page.more()) {
                return;
            }
            asked = page.hits().size();
            behind = with(behind, Map.of("search_after", page.hits().getLast().path("sort")));
        }
    }

    /// @param ahead how many hits are asked for beyond those that are shown
    private static HitPage of(int size, int ahead, IntFunction<JsonNode> search) {
        var shown = size;
        while (true) {
            try {
                var answer = search.apply(shown + ahead);
                var hits = new ArrayList<JsonNode>();
                answer.path("hits").path("hits").forEach(hits::add);
                var more = hits.size() == shown + ahead;
                return new HitPage(answer, List.copyOf(more ? hits.subList(0, shown) : hits), more);
            } catch (AnswerTooLarge e) {
                if (shown == 1) {
                    throw e;
                }
                shown /= 2;
            }
        }
    }

    private static Map<String, ?> with(Map<String, ?> body, Map<String, ?> members) {
        var all = new HashMap<String, Object>(body);
        all.putAll(members);
        return all;
    }
}
