package dev.konbini.logging.query;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.konbini.logging.index.Indices;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A log line as it is shown: its fields under their ECS names with dots, such as `log.level`, in
/// the order in which the sender wrote them, and its `id`.
///
/// @param fields by name; lists stay lists
public record LogLine(@JsonValue Map<String, Object> fields) {

    /// Reads a hit of a search.
    public static LogLine from(JsonNode hit) {
        return of(hit.path("_id").asString(), hit.path("_source"));
    }

    /// The line `id` as it is or will be kept.
    public static LogLine of(String id, JsonNode source) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", id);
        flatten("", source, fields);
        fields.remove(Indices.ID);
        fields.remove(Indices.PLACE);
        return new LogLine(fields);
    }

    private static void flatten(String prefix, JsonNode object, Map<String, Object> fields) {
        for (var member : object.properties()) {
            var name = prefix + member.getKey();
            if (member.getValue().isObject()) {
                flatten(name + ".", member.getValue(), fields);
            } else {
                fields.put(name, member.getValue());
            }
        }
    }
}
