package dev.konbini.logging.query;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.index.LineFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

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
        var sent = new LinkedHashMap<String, Object>();
        flatten("", source, sent);
        sent.remove(Indices.ID);
        sent.remove(Indices.PLACE);
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", id);
        sent.forEach(
                (name, value) -> fields.put(name.equals("id") ? LineFields.SENT_ID : name, value));
        return new LogLine(fields);
    }

    /// The field `name` as a text: a list as JSON, nothing as an empty one.
    public String text(String name) {
        return switch (fields.get(name)) {
            case null -> "";
            case JsonNode node when node.isNull() -> "";
            case JsonNode node when node.isArray() -> node.toString();
            case JsonNode node -> node.asString();
            case Object other -> other.toString();
        };
    }

    /// Whether the field `name` is a number or a truth value, so that its text can be nothing else.
    boolean isPlain(String name) {
        return fields.get(name) instanceof JsonNode node && (node.isNumber() || node.isBoolean());
    }

    private static void flatten(String prefix, JsonNode object, Map<String, Object> fields) {
        for (var member : object.properties()) {
            var name = prefix + member.getKey();
            // They repeat the others, to be found by.
            if (name.equals(LineFields.OTHERS) || name.equals(LineFields.NAMES)) {
                continue;
            }
            if (member.getValue().isObject()) {
                flatten(name + ".", member.getValue(), fields);
            } else {
                fields.merge(name, member.getValue(), LogLine::both);
            }
        }
    }

    // {"a": {"b": 1}, "a.b": 2} says two things of the same field.
    private static Object both(Object first, Object second) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var value : List.of(first, second)) {
            switch (value) {
                case ArrayNode several -> list.addAll(several);
                case JsonNode one -> list.add(one);
                case Object other -> list.add(other.toString());
            }
        }
        return list;
    }
}
