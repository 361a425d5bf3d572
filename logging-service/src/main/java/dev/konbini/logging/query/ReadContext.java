package dev.konbini.logging.query;

import dev.konbini.logging.index.Indices;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/// Reads the lines around a line, of the same instance or, where the line names none, host or
/// service.
///
/// They are in order of time, those of the same nanosecond in the order in which their instance
/// numbered them, and the rest by id, so that no two stand in the same place.
@Service
public final class ReadContext {

    /// How many lines are given on each side at most.
    public static final int SIDE_MAX = 500;

    private static final String NANOS = "strict_date_optional_time_nanos";
    private static final List<String> ORIGINS =
            List.of("service.node.name", "host.name", "service.name");

    private final LineSearch search;

    ReadContext(LineSearch search) {
        this.search = search;
    }

    /// The line `id` and up to `before` and `after` lines around it; empty where `scope` has no
    /// such line. An id that several days or tenants have means the latest line.
    ///
    /// @throws dev.konbini.web.problem.ProblemException query-too-slow
    public Optional<Context> read(Scope scope, String id, int before, int after) {
        var found = hits(scope, List.of(Map.of("term", Map.of(Indices.ID, id))), "desc", 1, null);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var hit = found.getFirst();
        var line = LogLine.from(hit);
        var alike = new ArrayList<Map<String, ?>>();
        alike.add(Map.of("term", Map.of(Indices.TENANT, line.text(Indices.TENANT))));
        var origin = ORIGINS.stream().filter(name -> !line.text(name).isEmpty()).findFirst();
        origin.ifPresent(name -> alike.add(Map.of("term", Map.of(name, line.text(name)))));
        var earlier = new ArrayList<>(lines(scope, alike, "desc", before, hit));
        Collections.reverse(earlier);
        return Optional.of(
                new Context(
                        origin.orElse(""),
                        origin.map(line::text).orElse(""),
                        List.copyOf(earlier),
                        line,
                        lines(scope, alike, "asc", after, hit)));
    }

    private List<LogLine> lines(
            Scope scope, List<Map<String, ?>> queries, String order, int size, JsonNode after) {
        return size == 0
                ? List.of()
                : hits(scope, queries, order, size, after).stream().map(LogLine::from).toList();
    }

    private List<JsonNode> hits(
            Scope scope,
            List<Map<String, ?>> queries,
            String order,
            int size,
            @Nullable JsonNode after) {
        var body = new LinkedHashMap<String, Object>();
        body.put("track_total_hits", false);
        body.put("sort", sort(order));
        if (after != null) {
            body.put("search_after", after.path("sort"));
        }
        var everything = new LineFilter(scope, null, null, null, List.of(), List.of(), null);
        return search.page(everything, queries, body, size).hits();
    }

    // A line without a number comes before those that have one, in both directions.
    private static List<Map<String, ?>> sort(String order) {
        return List.of(
                Map.of("@timestamp", Map.of("order", order, "format", NANOS)),
                Map.of(
                        "event.sequence",
                        Map.of(
                                "order",
                                order,
                                "missing",
                                order.equals("asc") ? "_first" : "_last",
                                "unmapped_type",
                                "long")),
                Map.of(Indices.ID, order));
    }
}
