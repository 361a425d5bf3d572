package dev.konbini.logging.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
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
        var shown = size;
        while (true) {
            try {
                return of(search.apply(shown + 1), shown);
            } catch (AnswerTooLarge e) {
                if (shown == 1) {
                    throw e;
                }
                shown /= 2;
            }
        }
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
        var asked = size;
        @Nullable JsonNode last = null;
        while (true) {
            try {
                var hits = hits(elasticsearch.search(indices, next(body, asked, last)));
                hits.forEach(each);
                if (hits.size() < asked) {
                    return;
                }
                last = hits.getLast().path("sort");
            } catch (AnswerTooLarge e) {
                if (asked == 1) {
                    throw e;
                }
                asked /= 2;
            }
        }
    }

    private static Map<String, ?> next(Map<String, ?> body, int size, @Nullable JsonNode after) {
        var next = new HashMap<String, Object>(body);
        next.put("size", size);
        next.put("track_total_hits", false);
        if (after != null) {
            next.put("search_after", after);
        }
        return next;
    }

    private static HitPage of(JsonNode answer, int shown) {
        var hits = hits(answer);
        var more = hits.size() > shown;
        return new HitPage(answer, List.copyOf(more ? hits.subList(0, shown) : hits), more);
    }

    private static List<JsonNode> hits(JsonNode answer) {
        var hits = new ArrayList<JsonNode>();
        answer.path("hits").path("hits").forEach(hits::add);
        return hits;
    }
}
