package dev.konbini.logging.parse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the mapping of lines says of a field, so that a value that Elasticsearch would refuse is
/// moved out of its way and the line kept.
///
/// @param kind as Elasticsearch names it; `object` for one with fields of its own, `any` for one
///   that it does not look at
/// @param fields of an object, by name
record FieldTypes(String kind, Map<String, FieldTypes> fields) {

    private static final FieldTypes ANY = new FieldTypes("any", Map.of());
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    /// Those of the index template of lines.
    static FieldTypes ofLines() {
        try (var template = FieldTypes.class.getResourceAsStream("/elasticsearch/logs.json")) {
            if (template == null) {
                throw new IllegalStateException("The index template of lines is missing");
            }
            return of(JsonMapper.shared().readTree(template).path("template").path("mappings"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FieldTypes of(JsonNode mapping) {
        if (!mapping.has("properties")) {
            return mapping.path("enabled").asBoolean(true)
                    ? new FieldTypes(mapping.path("type").asString("object"), Map.of())
                    : ANY;
        }
        var fields = new LinkedHashMap<String, FieldTypes>();
        for (var field : mapping.path("properties").properties()) {
            fields.put(field.getKey(), of(field.getValue()));
        }
        return new FieldTypes("object", fields);
    }

    boolean isObject() {
        return kind.equals("object");
    }

    boolean knows(String name) {
        return fields.containsKey(name);
    }

    FieldTypes of(String name) {
        return fields.getOrDefault(name, ANY);
    }

    /// Moves what does not fit to what is given, at any depth of `line`.
    void mend(ObjectNode line) {
        mend(line, line, "");
    }

    private void mend(ObjectNode line, ObjectNode object, String path) {
        for (var field : fields.entrySet()) {
            var name = field.getKey();
            var type = field.getValue();
            @Nullable JsonNode value = object.get(name);
            if (value == null || value.isNull()) {
                continue;
            }
            if (type.isObject() && value instanceof ObjectNode child) {
                type.mend(line, child, path + name + ".");
            } else if (path.isEmpty() && name.equals("message") && value.isContainer()) {
                line.put("message", value.toString());
            } else if (!type.takes(value)) {
                Ecs.give(line, path + name, object.remove(name));
            }
        }
    }

    private boolean takes(JsonNode value) {
        if (value instanceof ArrayNode values) {
            return !isObject() && List.copyOf(values.values()).stream().allMatch(this::takes);
        }
        return switch (kind) {
            case "any" -> true;
            case "object" -> false;
            case "long", "integer", "short", "byte", "unsigned_long" -> takesInteger(value);
            case "double", "float", "half_float", "scaled_float" ->
                    value.isNumber() && Double.isFinite(value.doubleValue());
            case "boolean" -> value.isBoolean();
            case "ip" -> value.isString() && ADDRESS.matcher(value.stringValue()).matches();
            case "date", "date_nanos" -> value.isIntegralNumber() || isTime(value.asString(""));
            default -> value.isNull() || value.isValueNode();
        };
    }

    private static boolean isTime(String text) {
        try {
            return Instant.parse(text).isAfter(Instant.EPOCH);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private boolean takesInteger(JsonNode value) {
        if (value.isString()) {
            return INTEGER.matcher(value.stringValue()).matches() && inRange(value.stringValue());
        }
        return value.isIntegralNumber() && value.canConvertToLong() && inRange(value.asString());
    }

    private boolean inRange(String digits) {
        var number = new BigDecimal(digits);
        var max =
                switch (kind) {
                    case "byte" -> Byte.MAX_VALUE;
                    case "short" -> Short.MAX_VALUE;
                    case "integer" -> Integer.MAX_VALUE;
                    default -> Long.MAX_VALUE;
                };
        return number.abs().compareTo(BigDecimal.valueOf(max)) <= 0
                && (!kind.equals("unsigned_long") || number.signum() >= 0);
    }
}
