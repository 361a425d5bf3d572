package dev.konbini.cli.contracts;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a schema by itself says of the values it allows.
final class AllowedValues {

    private AllowedValues() {}

    /// The types it allows; a number may be an integer.
    static Set<String> types(JsonNode schema) {
        var types = new TreeSet<String>();
        var type = schema.path("type");
        var values = of(schema);
        if (type.isString()) {
            types.add(type.asString());
        } else if (type.isArray()) {
            type.forEach(each -> types.add(each.asString()));
        } else if (values != null) {
            values.forEach(value -> types.add(typeOf(value)));
        } else {
            types.addAll(Set.of("array", "boolean", "null", "number", "object", "string"));
        }
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }

    private static String typeOf(JsonNode value) {
        return value.isIntegralNumber()
                ? "integer"
                : switch (value.getNodeType()) {
                    case ARRAY -> "array";
                    case BOOLEAN -> "boolean";
                    case NUMBER -> "number";
                    case STRING -> "string";
                    case NULL -> "null";
                    case OBJECT, POJO, BINARY, MISSING -> "object";
                };
    }

    /// The only values it allows; null where it does not name them.
    static @Nullable List<JsonNode> of(JsonNode schema) {
        if (schema.has("const")) {
            return List.of(schema.path("const"));
        }
        return schema.has("enum") ? List.copyOf(schema.path("enum").values()) : null;
    }
}
