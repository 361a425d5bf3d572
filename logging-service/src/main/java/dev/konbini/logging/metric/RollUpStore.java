package dev.konbini.logging.metric;

import dev.konbini.logging.index.Elasticsearch;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Computes roll-ups from raw points and keeps them.
///
/// A roll-up follows from the points that are kept at the time alone, never from an earlier
/// roll-up. Its version is the number of the run that computed it, so that a run that was overtaken
/// while it stood still cannot replace what a later one wrote. Where values add up to more than a
/// double holds, [Measure#kept] says what their sum is.
@Component
final class RollUpStore {

    private static final int SERIES_A_PAGE = 5_000;
    private static final int SLOTS_A_MONTH_MAX = 31 * 24 * 12;

    private final Elasticsearch elasticsearch;
    private final MetricIndices indices;

    RollUpStore(Elasticsearch elasticsearch, MetricIndices indices) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
    }

    /// What the roll-up of a series is called, in its month and among the marks.
    static String id(SeriesId series, long bucket) {
        return SeriesId.documentId(
                series.digest(), (int) (bucket / Slot.ROLL_UP_SECONDS % SLOTS_A_MONTH_MAX));
    }

    /// Computes and writes the roll-ups that begin at `bucket`.
    ///
    /// @param series whose; null for every series that has points in it
    /// @param run the number of the run; of two runs the later one's stays
    /// @return how many there are
    int compute(long bucket, @Nullable Collection<String> series, long run) {
        var written = 0;
        @Nullable JsonNode after = null;
        do {
            var page = page(bucket, series, after);
            var buckets = page.path("buckets");
            write(bucket, buckets, run);
            written += buckets.size();
            after =
                    page.has("after_key") && buckets.size() == SERIES_A_PAGE
                            ? page.path("after_key")
                            : null;
        } while (after != null);
        return written;
    }

    private JsonNode page(
            long bucket, @Nullable Collection<String> series, @Nullable JsonNode after) {
        var range =
                Map.of(
                        "range",
                        Map.of(
                                "time",
                                MetricIndices.between(bucket, bucket + Slot.ROLL_UP_SECONDS)));
        var composite = new HashMap<String, Object>();
        composite.put("size", SERIES_A_PAGE);
        composite.put(
                "sources", List.of(Map.of("series", Map.of("terms", Map.of("field", "series")))));
        if (after != null) {
            composite.put("after", after);
        }
        var body =
                Map.of(
                        "size",
                        0,
                        "query",
                        Map.of(
                                "bool",
                                Map.of(
                                        "filter",
                                        series == null
                                                ? List.of(range)
                                                : List.of(
                                                        range,
                                                        Map.of(
                                                                "terms",
                                                                Map.of("series", series))))),
                        "aggs",
                        Map.of("series", Map.of("composite", composite, "aggs", MEASURES)));
        return elasticsearch
                .search(indices.ofPoints(bucket), body)
                .path("aggregations")
                .path("series");
    }

    private static final Map<String, Object> MEASURES =
            Map.of(
                    "values",
                    Map.of("stats", Map.of("field", "value")),
                    "last",
                    Map.of(
                            "top_hits",
                            Map.of(
                                    "size",
                                    1,
                                    "stored_fields",
                                    "_none_",
                                    "docvalue_fields",
                                    List.of("value"),
                                    "sort",
                                    List.of(Map.of("time", "desc")))));

    /// A number as Elasticsearch writes it: a text where JSON has none, such as `"Infinity"`.
    private static double number(JsonNode json) {
        return json.isString() ? Double.parseDouble(json.asString()) : json.asDouble();
    }

    private void write(long bucket, JsonNode buckets, long run) {
        var actions = new BulkActions(elasticsearch);
        for (var each : buckets) {
            var key = each.path("key").path("series").asString();
            var values = each.path("values");
            var last = each.at("/last/hits/hits/0/fields/value/0");
            actions.add(
                    "{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\",\"version\":%d,\"version_type\":\"external_gte\"}}"
                            .formatted(
                                    indices.ofRollUps(bucket), id(SeriesId.of(key), bucket), run),
                    "{\"series\":\"%s\",\"time\":%d,\"min\":%s,\"max\":%s,\"sum\":%s,\"count\":%d,\"last\":%s}"
                            .formatted(
                                    key,
                                    bucket,
                                    values.path("min").asDouble(),
                                    values.path("max").asDouble(),
                                    Measure.kept(number(values.path("sum"))),
                                    values.path("count").asLong(),
                                    last.asDouble()));
        }
        actions.finish();
    }
}
