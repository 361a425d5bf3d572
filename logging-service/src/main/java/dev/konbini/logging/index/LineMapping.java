package dev.konbini.logging.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The fields of lines by which they can be found: those of the mapping that indices of lines are
/// made with.
@Component
public final class LineMapping {

    /// What of a mapping's `_meta` says of which version the template was that an index was made
    /// with. Not `version`, which is a generation: old indices stay, and are found together with
    /// new ones.
    static final String VERSION = "templateVersion";

    private final Map<String, Field> fields = new HashMap<>();
    private final int version;

    LineMapping(JsonMapper json) {
        try (var content = new ClassPathResource("elasticsearch/logs.json").getInputStream()) {
            var mappings = json.readTree(content).at("/template/mappings");
            version = mappings.path("_meta").path(VERSION).asInt();
            read("", mappings.path("properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of which version an index is in which lines are found by all of [#field].
    public int version() {
        return version;
    }

    /// The field called `name`, with dots; empty where nothing can be found by it.
    public Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private void read(String prefix, JsonNode properties) {
        for (var property : properties.properties()) {
            var name = prefix + property.getKey();
            var mapping = property.getValue();
            if (mapping.has("properties")) {
                read(name + ".", mapping.path("properties"));
            } else if (mapping.path("index").asBoolean(true)
                    && mapping.path("enabled").asBoolean(true)) {
                fields.put(
                        name,
                        new Field(
                                mapping.path("type").asString(""),
                                mapping.path("ignore_above").asInt(Integer.MAX_VALUE)));
            }
        }
    }

    /// How one field is kept.
    ///
    /// @param type as Elasticsearch names it, such as `keyword`
    /// @param charactersMax a longer text cannot be found
    public record Field(String type, int charactersMax) {}
}
