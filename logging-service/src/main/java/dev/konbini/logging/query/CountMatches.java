package dev.konbini.logging.query;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.Indices;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Counts the lines that match, to the line.
@Service
public final class CountMatches {

    /// How many values of a field are told apart; those of the fewest lines are left out.
    public static final int GROUPS_MAX = 500;

    /// The group of all lines, where they are not told apart.
    public static final String ALL = "";

    private final LineSearch search;
    private final Elasticsearch elasticsearch;
    private final Indices indices;

    CountMatches(LineSearch search, Elasticsearch elasticsearch, Indices indices) {
        this.search = search;
        this.elasticsearch = elasticsearch;
        this.indices = indices;
    }

    /// The count of the lines that match `filter`; by the values of a field, if one is named, and
    /// then of those alone that have one.
    ///
    /// @param groupBy the full name of a keyword field; null for one count, of [#ALL]
    /// @throws dev.konbini.web.problem.ProblemException invalid-query, query-too-slow
    public Map<String, Long> count(LineFilter filter, @Nullable String groupBy) {
        if (groupBy == null) {
            var answer = search.run(filter, Map.of("size", 0, "track_total_hits", true));
            return Map.of(ALL, answer.path("hits").path("total").path("value").asLong());
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
                                Map.of(
                                        "groups",
                                        Map.of(
                                                "terms",
                                                Map.of("field", groupBy, "size", GROUPS_MAX)))));
        var counts = new LinkedHashMap<String, Long>();
        for (var group : answer.path("aggregations").path("groups").path("buckets")) {
            counts.put(group.path("key").asString(), group.path("doc_count").asLong());
        }
        return counts;
    }

    /// Sees whether `filter` can be read, without counting.
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-query
    public void check(LineFilter filter) {
        var _ =
                search.run(
                        filter, Map.of("size", 0, "track_total_hits", false, "terminate_after", 1));
    }

    /// The time of the oldest line in `scope`; empty where there is none.
    public Optional<Instant> oldest(Scope scope) {
        var filter = new LineFilter(scope, null, null, null, List.of(), List.of(), null);
        var answer =
                search.run(
                        filter,
                        Map.of(
                                "size",
                                1,
                                "track_total_hits",
                                false,
                                "_source",
                                false,
                                "sort",
                                List.of(
                                        Map.of(
                                                "@timestamp",
                                                Map.of(
                                                        "order",
                                                        "asc",
                                                        "format",
                                                        "strict_date_optional_time_nanos")))));
        return Optional.ofNullable(answer.path("hits").path("hits").get(0))
                .map(hit -> OffsetDateTime.parse(hit.path("sort").path(0).asString()).toInstant());
    }

    /// Makes all that was indexed in `scope` until now countable.
    public void refresh(Scope scope) {
        var filter = new LineFilter(scope, null, null, null, List.of(), List.of(), null);
        elasticsearch.refresh(filter.indices(indices));
    }
}
