package dev.konbini.logging.alert;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.HitPage;
import dev.konbini.logging.index.IndexTemplates;
import dev.konbini.logging.index.Indices;
import dev.konbini.web.page.Cursor;
import dev.konbini.web.page.Page;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What happened to alerts, kept under the occurrence's id, so that it is there once however often
/// it is written.
@Component
public final class History {

    private static final String NOT_TOLD = "not-told";

    private final Elasticsearch elasticsearch;
    private final IndexTemplates templates;
    private final Indices indices;
    private final JsonMapper json;
    private final Clock clock;

    History(
            Elasticsearch elasticsearch,
            IndexTemplates templates,
            Indices indices,
            JsonMapper json,
            Clock clock) {
        this.elasticsearch = elasticsearch;
        this.templates = templates;
        this.indices = indices;
        this.json = json;
        this.clock = clock;
    }

    /// Writes `occurrence`, unless it is there.
    void write(Occurrence occurrence) {
        templates.ensure();
        var source = json.createObjectNode().put("kind", "occurrence");
        source.put("alert", occurrence.alert())
                .put("id", occurrence.id())
                .put("to", occurrence.to().toString())
                .put("writtenAt", clock.instant().toString())
                .put("delivery", occurrence.told() ? "pending" : NOT_TOLD)
                .put("attempts", 0)
                .set("value", json.valueToTree(occurrence));
        var _ = elasticsearch.replace(index(occurrence), occurrence.id(), source, null);
    }

    /// Notes what became of telling it.
    ///
    /// @param delivery `pending`, `delivered` or `given-up`
    void note(Occurrence occurrence, String delivery, int attempts, @Nullable String error) {
        elasticsearch
                .document(index(occurrence), occurrence.id())
                .ifPresent(document -> {
                    var source = json.createObjectNode();
                    source.setAll((ObjectNode) document.source().deepCopy());
                    source.put("delivery", delivery).put("attempts", attempts);
                    source.put("lastError", error);
                    var _ =
                            elasticsearch.replace(
                                    index(occurrence), occurrence.id(), source, document);
                });
    }

    /// What happened to the alert called `name`, the latest first.
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-cursor
    public Page<Entry> list(String name, int size, @Nullable String cursor) {
        var body = new HashMap<String, Object>();
        body.put(
                "query",
                Map.of(
                        "bool",
                        Map.of(
                                "filter",
                                List.of(
                                        Map.of("term", Map.of("kind", "occurrence")),
                                        Map.of("term", Map.of("alert", name))))));
        body.put("sort", List.of(Map.of("to", "desc"), Map.of("id", "desc")));
        if (cursor != null) {
            var parts = Cursor.parts(cursor, 2);
            try {
                body.put("search_after", List.of(Long.parseLong(parts.get(0)), parts.get(1)));
            } catch (NumberFormatException e) {
                throw Cursor.invalid();
            }
        }
        var page =
                HitPage.of(
                        size,
                        body,
                        sized -> elasticsearch.search(indices.ofAllAlertHistory(), sized));
        return new Page<>(
                page.hits().stream().map(hit -> entry(hit.path("_source"))).toList(),
                page.more() ? cursor(page.hits().getLast().path("sort")) : null);
    }

    private Entry entry(JsonNode source) {
        return new Entry(
                json.treeToValue(source.path("value"), Occurrence.class),
                source.path("delivery").asString(),
                source.path("attempts").asInt(),
                source.path("lastError").asString(null));
    }

    private String index(Occurrence occurrence) {
        return indices.ofAlertHistory(occurrence.to().atZone(ZoneOffset.UTC).toLocalDate());
    }

    private static String cursor(JsonNode sort) {
        return Cursor.of(sort.path(0).asString(), sort.path(1).asString());
    }

    /// Something that happened, and what became of telling it.
    ///
    /// @param delivery `pending`, `delivered`, `given-up` or `not-told`
    public record Entry(
            @JsonUnwrapped Occurrence occurrence,
            String delivery,
            int attempts,
            @Nullable String lastError) {}
}
