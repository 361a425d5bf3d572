package dev.konbini.logging.staging;

import dev.konbini.logging.index.DocumentKey;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.index.StoredDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What one version of the pipeline has kept of a tenant's lines: production's, or staging's.
///
/// Every call throws what [Elasticsearch]'s do.
final class Side {

    private static final String TIME = "@timestamp";
    private static final String TIME_FORM = "strict_date_optional_time_nanos";

    /// One id may be of several days, on each of which a sender may use it.
    private static final int OF_AN_ID_MAX = 4;

    private final Elasticsearch elasticsearch;
    private final Indices indices;
    private final String tenant;

    Side(Elasticsearch elasticsearch, Indices indices, String tenant) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
        this.tenant = tenant;
    }

    /// Makes all that was kept before be found.
    void refresh() {
        elasticsearch.refresh(indices.ofLines(tenant));
        elasticsearch.refresh(indices.ofAllDeadLetters());
    }

    /// The next `size` documents of the range, by time and id, each with the members `wanted` of
    /// its source alone.
    ///
    /// @param fed whether only lines that were fed from another suite are asked for
    /// @param after the `sort` of the last document before; null for the first page
    List<JsonNode> page(
            Range range, boolean fed, List<String> wanted, int size, @Nullable List<?> after) {
        var filters = new ArrayList<Map<String, ?>>();
        filters.add(Map.of("term", Map.of(Indices.TENANT, tenant)));
        filters.add(
                Map.of(
                        "range",
                        Map.of(
                                TIME,
                                Map.of(
                                        "gte",
                                        range.from().toString(),
                                        "lt",
                                        range.to().toString()))));
        if (fed) {
            filters.add(Map.of("exists", Map.of("field", Indices.ORIGIN)));
        }
        var body = new HashMap<String, Object>();
        body.put("size", size);
        body.put("track_total_hits", false);
        body.put("query", all(filters));
        body.put("_source", wanted);
        body.put(
                "sort",
                List.of(
                        Map.of(TIME, Map.of("order", "asc", "format", TIME_FORM)),
                        Map.of(Indices.ID, "asc")));
        if (after != null) {
            body.put("search_after", after);
        }
        return hits(indices.ofLines(tenant), body);
    }

    /// The whole documents of `hits`, in order; empty where one is not there any more.
    List<Optional<StoredDocument>> documents(List<JsonNode> hits) {
        return elasticsearch.documents(
                hits.stream()
                        .map(hit ->
                                // By the name that it keeps when the index is rebuilt meanwhile.
                                new DocumentKey(
                                        indices.lineName(hit.path("_index").asString()),
                                        hit.path("_id").asString()))
                        .toList(),
                "*");
    }

    /// The sources of the documents with one of `ids`, whatever their time, by id.
    ///
    /// @param wanted members of their sources; `*` for all
    Map<String, List<JsonNode>> byIds(Collection<String> ids, List<String> wanted) {
        return by(Indices.ID, ids, wanted, source -> own(source, "id"));
    }

    /// The places of those of `places` whose lines were fed here and are kept.
    Set<String> keptOrigins(Collection<String> places) {
        return by(Indices.ORIGIN, places, List.of(Indices.ORIGIN), source -> own(source, "origin"))
                .keySet();
    }

    private Map<String, List<JsonNode>> by(
            String field,
            Collection<String> values,
            List<String> wanted,
            Function<JsonNode, String> key) {
        var found = new HashMap<String, List<JsonNode>>();
        if (values.isEmpty()) {
            return found;
        }
        var body = new HashMap<String, Object>();
        body.put("size", values.size() * OF_AN_ID_MAX);
        body.put("track_total_hits", false);
        body.put(
                "query",
                all(
                        List.of(
                                Map.of("term", Map.of(Indices.TENANT, tenant)),
                                Map.of("terms", Map.of(field, values)))));
        body.put("_source", wanted);
        for (var hit : hits(indices.ofLines(tenant), body)) {
            var source = hit.path("_source");
            found.computeIfAbsent(key.apply(source), _ -> new ArrayList<>()).add(source);
        }
        return found;
    }

    /// Why lines that were fed here became dead letters, by their place in production.
    Map<String, String> lettersByOrigin(Collection<String> places) {
        var reasons = new HashMap<String, String>();
        if (places.isEmpty()) {
            return reasons;
        }
        var body = new HashMap<String, Object>();
        body.put("size", places.size() * OF_AN_ID_MAX);
        body.put("query", all(List.of(Map.of("terms", Map.of("origin", places)))));
        body.put("_source", List.of("origin", "reason.type"));
        for (var hit : hits(indices.ofAllDeadLetters(), body)) {
            var source = hit.path("_source");
            reasons.put(
                    source.path("origin").asString(""),
                    source.path("reason").path("type").asString(""));
        }
        return reasons;
    }

    /// Those of `places` whose records became dead letters here.
    Set<String> letterPlaces(Collection<String> places) {
        var found = new HashSet<String>();
        if (places.isEmpty()) {
            return found;
        }
        // A letter is called by its record's place and time.
        var prefixes =
                places.stream().map(place -> Map.of("prefix", Map.of("id", place + "@"))).toList();
        var body = new HashMap<String, Object>();
        body.put("size", places.size() * OF_AN_ID_MAX);
        body.put("query", Map.of("bool", Map.of("should", prefixes)));
        body.put("_source", List.of("id"));
        for (var hit : hits(indices.ofAllDeadLetters(), body)) {
            var id = hit.path("_source").path("id").asString("");
            found.add(id.substring(0, Math.max(0, id.lastIndexOf('@'))));
        }
        return found;
    }

    static String own(JsonNode source, String member) {
        return source.path(Indices.OWN_FIELD).path(member).asString("");
    }

    private static Map<String, ?> all(List<? extends Map<String, ?>> filters) {
        return Map.of("bool", Map.of("filter", filters));
    }

    private List<JsonNode> hits(String pattern, Map<String, ?> body) {
        var hits = new ArrayList<JsonNode>();
        elasticsearch.search(pattern, body).path("hits").path("hits").forEach(hits::add);
        return hits;
    }

    /// From when to before when lines are compared, by their own time.
    record Range(Instant from, Instant to) {}
}
