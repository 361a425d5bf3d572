package dev.konbini.logging.query;

import dev.konbini.logging.index.Indices;
import dev.konbini.web.page.Cursor;
import dev.konbini.web.page.Page;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/// Lists lines, newest first, page by page without end.
///
/// Lines of the same nanosecond are ordered by id, so a page never ends between two that cannot be
/// told apart, and none is skipped or given twice however many come in meanwhile.
@Service
public final class FindLines {

    /// How many lines a page may have.
    public static final int SIZE_MAX = 1000;

    private static final String NANOS = "strict_date_optional_time_nanos";

    private final LineSearch search;

    FindLines(LineSearch search) {
        this.search = search;
    }

    /// The lines that match `filter`, after `cursor` if there is one: `size` of them, or fewer
    /// where they are so large that more would not fit into the memory of this service.
    ///
    /// A cursor holds the bounds in time of the page it came from, so that those of `now-1h` stay
    /// where they were on the first page.
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-cursor, invalid-query,
    ///   query-too-slow
    public Page<LogLine> find(LineFilter filter, int size, @Nullable String cursor) {
        var place = cursor == null ? null : Place.parse(cursor);
        var bounded = place == null ? filter : filter.between(place.from(), place.to());
        var body = new HashMap<String, Object>();
        body.put("track_total_hits", false);
        body.put(
                "sort",
                List.of(
                        Map.of("@timestamp", Map.of("order", "desc", "format", NANOS)),
                        Map.of(Indices.ID, "desc")));
        if (place != null) {
            body.put("search_after", List.of(place.time(), place.id()));
        }
        var page = search.page(bounded, List.of(), body, size);
        return new Page<>(
                page.hits().stream().map(LogLine::from).toList(),
                page.more() ? Place.of(page.hits().getLast(), bounded).cursor() : null);
    }

    /// Where a page ended.
    private record Place(String time, String id, @Nullable Instant from, @Nullable Instant to) {

        static Place of(JsonNode hit, LineFilter filter) {
            var sort = hit.path("sort");
            return new Place(
                    sort.get(0).asString(), sort.get(1).asString(), filter.from(), filter.to());
        }

        static Place parse(String cursor) {
            var parts = Cursor.parts(cursor, 4);
            try {
                return new Place(
                        Instant.parse(parts.get(0)).toString(),
                        parts.get(1),
                        instant(parts.get(2)),
                        instant(parts.get(3)));
            } catch (DateTimeException e) {
                throw Cursor.invalid();
            }
        }

        String cursor() {
            return Cursor.of(time, id, text(from), text(to));
        }

        private static @Nullable Instant instant(String text) {
            return text.isEmpty() ? null : Instant.parse(text);
        }

        private static String text(@Nullable Instant instant) {
            return instant == null ? "" : instant.toString();
        }
    }
}
