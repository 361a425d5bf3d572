package dev.konbini.logging.index;

import java.util.ArrayList;
import java.util.List;
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

    private static HitPage of(JsonNode answer, int shown) {
        var hits = new ArrayList<JsonNode>();
        answer.path("hits").path("hits").forEach(hits::add);
        var more = hits.size() > shown;
        return new HitPage(answer, List.copyOf(more ? hits.subList(0, shown) : hits), more);
    }
}
