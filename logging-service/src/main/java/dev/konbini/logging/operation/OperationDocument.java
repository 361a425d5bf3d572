package dev.konbini.logging.operation;

import dev.konbini.logging.operation.Operation.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An operation as Elasticsearch keeps it.
final class OperationDocument {

    private OperationDocument() {}

    static ObjectNode from(Operation operation, JsonMapper json) {
        var document =
                json.createObjectNode()
                        .put("id", operation.id().text())
                        .put("kind", operation.kind())
                        .put("what", operation.what())
                        .put("by", operation.by())
                        .put("startedAt", operation.startedAt().toString())
                        .put("heardFromAt", operation.heardFromAt().toString())
                        .put("silenceMaxSeconds", operation.silenceMax().toSeconds())
                        .put("output", operation.output());
        if (operation.endedAt() != null && operation.outcome() != null) {
            document.put("endedAt", operation.endedAt().toString())
                    .put("outcome", operation.outcome().text());
        }
        document.set("details", json.valueToTree(operation.details()));
        return document;
    }

    @SuppressWarnings("unchecked")
    static Operation read(JsonNode source, JsonMapper json) {
        return new Operation(
                new OperationId(source.path("id").asString()),
                source.path("kind").asString(),
                source.path("what").asString(),
                source.path("by").asString(),
                Instant.parse(source.path("startedAt").asString()),
                Instant.parse(source.path("heardFromAt").asString()),
                Duration.ofSeconds(source.path("silenceMaxSeconds").asLong()),
                source.has("endedAt") ? Instant.parse(source.path("endedAt").asString()) : null,
                outcome(source),
                source.path("output").asString(""),
                (Map<String, Object>) json.treeToValue(source.path("details"), Map.class));
    }

    private static @Nullable Outcome outcome(JsonNode source) {
        return source.has("outcome")
                ? Outcome.valueOf(source.path("outcome").asString().toUpperCase(Locale.ROOT))
                : null;
    }
}
