package dev.konbini.logging.deadletter;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.HitPage;
import dev.konbini.logging.index.Indices;
import dev.konbini.web.page.Cursor;
import dev.konbini.web.page.Page;
import dev.konbini.web.time.RequestTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The letters that are listed.
///
/// Every call throws [dev.konbini.logging.index.ElasticsearchUnavailable] where Elasticsearch is
/// away.
@Component
public final class Letters {

    /// How many a page may have: each may be as large as a record.
    public static final int SIZE_MAX = 200;

    private final Elasticsearch elasticsearch;
    private final Indices indices;
    private final JsonMapper json;

    Letters(Elasticsearch elasticsearch, Indices indices, JsonMapper json) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
        this.json = json;
    }

    /// The letters that match, newest first: `size` of them, or as many as fit into this service's
    /// memory. Those of the same millisecond are ordered by id.
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-cursor
    public Page<Letter> list(Letter.Filter filter, int size, @Nullable String cursor) {
        var body = new HashMap<String, Object>();
        body.put("track_total_hits", false);
        body.put("query", new LetterQuery(filter).any());
        body.put("sort", List.of(Map.of("time", "desc"), Map.of("id", "desc")));
        if (cursor != null) {
            body.put("search_after", place(cursor));
        }
        var page = page(body, size);
        return new Page<>(
                page.hits().stream().map(this::letter).toList(),
                page.more() ? cursor(page.hits().getLast()) : null);
    }

    /// How many match.
    long count(Map<String, ?> query) {
        return elasticsearch
                .search(
                        indices.ofAllDeadLetters(),
                        Map.of("size", 0, "track_total_hits", true, "query", query))
                .path("hits")
                .path("total")
                .path("value")
                .asLong();
    }

    /// The first of those that match, oldest first, that come behind `after`: `size` of them, or as
    /// many as fit into this service's memory.
    List<JsonNode> oldest(Map<String, ?> query, int size, @Nullable JsonNode after) {
        var body = new HashMap<String, Object>();
        body.put("track_total_hits", false);
        body.put("seq_no_primary_term", true);
        body.put("query", query);
        body.put("sort", List.of(Map.of("time", "asc"), Map.of("id", "asc")));
        if (after != null) {
            body.put("search_after", after.path("sort"));
        }
        return page(body, size).hits();
    }

    Letter letter(JsonNode hit) {
        return Letter.from(hit.path("_source"), json);
    }

    private HitPage page(Map<String, ?> body, int size) {
        return HitPage.of(
                size, body, sized -> elasticsearch.search(indices.ofAllDeadLetters(), sized));
    }

    private static String cursor(JsonNode hit) {
        var sort = hit.path("sort");
        return Cursor.of(
                Instant.ofEpochMilli(sort.get(0).asLong()).toString(), sort.get(1).asString());
    }

    private static List<?> place(String cursor) {
        var parts = Cursor.parts(cursor, 2);
        try {
            return List.of(RequestTime.parse(parts.get(0)).toEpochMilli(), parts.get(1));
        } catch (DateTimeException e) {
            throw Cursor.invalid();
        }
    }
}
