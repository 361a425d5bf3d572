package dev.konbini.logging.query;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.Indices;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Counts the lines that match, to the line.
@Service
public final class CountMatches {

    /// How many values of a field are found; those of the fewest lines are left out.
    public static final int GROUPS_MAX = 500;

    /// How many bytes a value has at most as a JSON string, without its quotes. A longer one is no
    /// group: as many as there may be must fit into one answer together.
    public static final int GROUP_BYTES_MAX = 2_000;

    private static final int QUOTES = 2;

    private final LineSearch search;
    private final Elasticsearch elasticsearch;
    private final Indices indices;

    CountMatches(LineSearch search, Elasticsearch elasticsearch, Indices indices) {
        this.search = search;
        this.elasticsearch = elasticsearch;
        this.indices = indices;
    }

    /// The count of the lines that match `filter`.
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-query, query-too-slow
    public long count(LineFilter filter) {
        return search.run(filter, Map.of("size", 0, "track_total_hits", true))
                .path("hits")
                .path("total")
                .path("value")
                .asLong();
    }

    /// The values of `field` that most of the lines have that match `filter`, at most
    /// [#GROUPS_MAX], without those that are too long to be groups.
    ///
    /// @param field the full name of a keyword field
    /// @throws dev.konbini.web.problem.ProblemException invalid-query, query-too-slow
    public Groups largest(LineFilter filter, String field) {
        var found =
                aggregated(
                        filter,
                        Map.of(
                                "groups",
                                Map.of("terms", Map.of("field", field, "size", GROUPS_MAX)),
                                "notHeld",
                                Map.of("filter", Map.of("term", Map.of("_ignored", field)))));
        var groups = found.path("groups");
        var counts = counts(groups);
        var tooLong = counts.keySet().removeIf(value -> !isGroup(value));
        return new Groups(
                counts,
                groups.path("sum_other_doc_count").asLong() == 0,
                tooLong || found.path("notHeld").path("doc_count").asLong() > 0);
    }

    /// Whether a value is short enough to be a group.
    public static boolean isGroup(String value) {
        return JsonMapper.shared().writeValueAsBytes(value).length - QUOTES <= GROUP_BYTES_MAX;
    }

    /// The counts of the lines that match `filter` and have one of `values` in `field`; a value
    /// that no line has is left out.
    ///
    /// @param field as in [#largest]
    /// @throws dev.konbini.web.problem.ProblemException invalid-query, query-too-slow
    public Map<String, Long> count(LineFilter filter, String field, Set<String> values) {
        // As many as are named, so that each shard counts each of them.
        return values.isEmpty()
                ? Map.of()
                : counts(
                        aggregated(
                                        filter,
                                        Map.of(
                                                "groups",
                                                Map.of(
                                                        "terms",
                                                        Map.of(
                                                                "field", field,
                                                                "include", values,
                                                                "size", values.size()))))
                                .path("groups"));
    }

    private JsonNode aggregated(LineFilter filter, Map<String, ?> aggregations) {
        return search.run(
                        filter, Map.of("size", 0, "track_total_hits", false, "aggs", aggregations))
                .path("aggregations");
    }

    private static Map<String, Long> counts(JsonNode terms) {
        var counts = new LinkedHashMap<String, Long>();
        for (var group : terms.path("buckets")) {
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

    /// The time of the oldest line that matches `filter`; empty where there is none.
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-query, query-too-slow
    public Optional<Instant> oldest(LineFilter filter) {
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

    /// Values of a field.
    ///
    /// @param counts how many lines have each; to the line only where these are all
    /// @param all whether there are no others, unless they are too long
    /// @param tooLong whether there are values that are too long to be groups, or for the field to
    ///   be found by
    public record Groups(Map<String, Long> counts, boolean all, boolean tooLong) {}
}
