package dev.konbini.logging.setting;

import dev.konbini.logging.index.StoredDocument;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// Something that was set.
///
/// @param name unique among its kind
/// @param value as the feature that owns the kind wrote it
/// @param version changes with each change; opaque
/// @param changedBy the subject of who changed it last
public record Setting(
        SettingKind kind,
        String name,
        JsonNode value,
        String version,
        Instant changedAt,
        String changedBy) {

    static Setting from(StoredDocument document) {
        var source = document.source();
        return new Setting(
                SettingKind.of(source.path("kind").asString()),
                source.path("name").asString(),
                source.path("value"),
                document.sequenceNumber() + "." + document.primaryTerm(),
                Instant.parse(source.path("changedAt").asString()),
                source.path("changedBy").asString());
    }
}
