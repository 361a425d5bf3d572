package dev.konbini.logging.deadletter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which letters are asked for, as Elasticsearch's query.
record LetterQuery(Letter.Filter filter) {

    /// A record that was sent again so often is not sent again by a filter.
    static final int TIMES_MAX = 3;

    private static final String SENT = "redrive.sentAt";

    /// All that the filter names.
    Map<String, ?> any() {
        return Map.of("bool", Map.of("filter", filters()));
    }

    /// Those that were sent again.
    Map<String, ?> sent() {
        var filters = filters();
        filters.add(Map.of("exists", Map.of("field", SENT)));
        return Map.of("bool", Map.of("filter", filters));
    }

    /// Those that are not sent again, because each time they came back.
    Map<String, ?> looping() {
        var filters = filters();
        filters.add(Map.of("range", Map.of("timesRedriven", Map.of("gte", TIMES_MAX))));
        return Map.of("bool", Map.of("filter", filters, "must_not", List.of(exists(SENT))));
    }

    /// Those that are to be sent again and that nobody has claimed since `claimed`.
    Map<String, ?> waiting(Instant claimed) {
        var filters = filters();
        filters.add(Map.of("range", Map.of("timesRedriven", Map.of("lt", TIMES_MAX))));
        return Map.of(
                "bool",
                Map.of(
                        "filter",
                        filters,
                        "must_not",
                        List.of(
                                exists(SENT),
                                Map.of(
                                        "range",
                                        Map.of(
                                                "redrive.claimedAt",
                                                Map.of("gte", claimed.toString()))))));
    }

    private static Map<String, ?> exists(String field) {
        return Map.of("exists", Map.of("field", field));
    }

    private List<Map<String, ?>> filters() {
        var filters = new ArrayList<Map<String, ?>>();
        if (filter.tenant() != null) {
            filters.add(Map.of("term", Map.of("tenant", filter.tenant())));
        }
        if (filter.reason() != null) {
            filters.add(Map.of("term", Map.of("reason.type", filter.reason())));
        }
        if (filter.topic() != null) {
            filters.add(Map.of("term", Map.of("topic", filter.topic())));
        }
        var range = new HashMap<String, Object>();
        if (filter.from() != null) {
            range.put("gte", filter.from().toString());
        }
        if (filter.to() != null) {
            range.put("lt", filter.to().toString());
        }
        if (!range.isEmpty()) {
            filters.add(Map.of("range", Map.of("time", range)));
        }
        return filters;
    }
}
