package dev.konbini.logging.query;

import dev.konbini.logging.index.Indices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which lines are asked for: those that match all that is given.
///
/// @param scope whose lines
/// @param text in Lucene's query syntax; null for any. Words are looked for in the message, and all
///   of them must be there. Each field of a line has the name under which it is shown
/// @param from the earliest; null for no bound
/// @param to where they end, itself not among them; null for no bound
/// @param services names, of which one must match; empty for any
/// @param levels as `services`, in either case
/// @param traceId null for any
public record LineFilter(
        Scope scope,
        @Nullable String text,
        @Nullable Instant from,
        @Nullable Instant to,
        List<String> services,
        List<String> levels,
        @Nullable String traceId) {

    private static final int EXPANSIONS_MAX = 50;
    private static final int STATES_MAX = 2000;

    LineFilter between(@Nullable Instant from, @Nullable Instant to) {
        return new LineFilter(scope, text, from, to, services, levels, traceId);
    }

    String indices(Indices indices) {
        return scope.tenant() == null ? indices.ofAllLines() : indices.ofLines(scope.tenant());
    }

    /// The filter as Elasticsearch's query. No part scores, so that each may be cached.
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-query
    Map<String, ?> query() {
        var filters = new ArrayList<Map<String, ?>>();
        if (scope.tenant() != null) {
            filters.add(Map.of("term", Map.of(Indices.TENANT, scope.tenant())));
        }
        // One range, not two: with two, Elasticsearch fails to count by time (seen in 9.1).
        var range = new HashMap<String, Object>();
        if (from != null) {
            range.put("gte", from.toString());
        }
        if (to != null) {
            range.put("lt", to.toString());
        }
        if (!range.isEmpty()) {
            filters.add(Map.of("range", Map.of("@timestamp", range)));
        }
        if (!services.isEmpty()) {
            filters.add(Map.of("terms", Map.of("service.name", services)));
        }
        if (!levels.isEmpty()) {
            filters.add(Map.of("terms", Map.of("log.level", inBothCases(levels))));
        }
        if (traceId != null) {
            filters.add(Map.of("term", Map.of("trace.id", traceId)));
        }
        if (text != null && !text.isBlank()) {
            filters.add(Map.of("query_string", queryString(text)));
        }
        return Map.of("bool", Map.of("filter", filters));
    }

    // Each limit is on what one caller's pattern can cost all others.
    private static Map<String, ?> queryString(String text) {
        return Map.of(
                "query",
                QueryText.lucene(text),
                "default_field",
                "message",
                "default_operator",
                "AND",
                "allow_leading_wildcard",
                false,
                "fuzzy_max_expansions",
                EXPANSIONS_MAX,
                "max_determinized_states",
                STATES_MAX);
    }

    /// `levels` in upper, lower and their own case, as senders write them in either.
    public static List<String> inBothCases(List<String> levels) {
        var cases = new TreeSet<>(levels);
        for (var level : levels) {
            cases.add(level.toUpperCase(Locale.ROOT));
            cases.add(level.toLowerCase(Locale.ROOT));
        }
        return List.copyOf(cases);
    }
}
