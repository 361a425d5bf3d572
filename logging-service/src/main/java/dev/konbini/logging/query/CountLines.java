package dev.konbini.logging.query;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/// Counts lines over time.
@Service
public final class CountLines {

    private static final int VALUES_MAX = 20;

    private final LineSearch search;

    CountLines(LineSearch search) {
        this.search = search;
    }

    /// The counts of the lines that match `filter`, which must be bounded on both sides, for each
    /// `interval` from the one that holds its beginning. Intervals begin at multiples of their
    /// length since 1970.
    ///
    /// @param by by which field's values to split each count; null for none. The twenty most
    ///   frequent values are given, so a split may add up to less than its count
    /// @throws dev.konbini.web.problem.ProblemException invalid-query, query-too-slow
    public Histogram count(LineFilter filter, Duration interval, @Nullable Split by) {
        var from = Objects.requireNonNull(filter.from());
        var to = Objects.requireNonNull(filter.to());
        var overTime = new HashMap<String, Object>();
        overTime.put(
                "date_histogram",
                Map.of(
                        "field",
                        "@timestamp",
                        "fixed_interval",
                        interval.toMillis() + "ms",
                        "min_doc_count",
                        0,
                        "extended_bounds",
                        Map.of(
                                "min",
                                from.toEpochMilli(),
                                "max",
                                to.minusNanos(1).toEpochMilli())));
        if (by != null) {
            overTime.put(
                    "aggs",
                    Map.of(
                            "values",
                            Map.of("terms", Map.of("field", by.field(), "size", VALUES_MAX))));
        }
        var answer =
                search.run(
                        filter,
                        Map.of(
                                "size",
                                0,
                                "track_total_hits",
                                false,
                                "aggs",
                                Map.of("time", overTime)));
        var bars = new ArrayList<Bar>();
        for (var bucket : answer.path("aggregations").path("time").path("buckets")) {
            bars.add(bar(bucket, by));
        }
        return new Histogram(
                from,
                to,
                interval.toMillis(),
                bars.stream().mapToLong(Bar::count).sum(),
                List.copyOf(bars));
    }

    private static Bar bar(JsonNode bucket, @Nullable Split by) {
        Map<String, Long> values = null;
        if (by != null) {
            values = new LinkedHashMap<>();
            for (var value : bucket.path("values").path("buckets")) {
                values.put(value.path("key").asString(), value.path("doc_count").asLong());
            }
        }
        return new Bar(
                Instant.ofEpochMilli(bucket.path("key").asLong()),
                bucket.path("doc_count").asLong(),
                values);
    }

    /// What counts can be split by.
    public enum Split {
        LEVEL("log.level"),
        SERVICE("service.name");

        private final String field;

        Split(String field) {
            this.field = field;
        }

        String field() {
            return field;
        }
    }
}
