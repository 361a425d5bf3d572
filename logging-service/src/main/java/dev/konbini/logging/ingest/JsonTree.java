package dev.konbini.logging.ingest;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;
import tools.jackson.databind.util.RawValue;

/// Reads JSON into a tree that keeps what other trees lose: all values of a name that is there
/// twice, as a list, and numbers digit by digit.
final class JsonTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private boolean merged;

    /// @param parser whose current token begins the value
    JsonTree(JsonParser parser) {
        this.parser = parser;
    }

    /// Whether a name was there twice.
    boolean isMerged() {
        return merged;
    }

    /// Reads the object that begins here.
    ObjectNode object() {
        var object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            if (put(object, name, value())) {
                merged = true;
            }
        }
        return object;
    }

    private JsonNode value() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> {
                var list = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value());
                }
                yield list;
            }
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.rawValueNode(new RawValue(parser.getString()));
        };
    }

    /// Gives `object` the member, beside what it has under that name.
    ///
    /// @return whether it had something
    static boolean put(ObjectNode object, String name, JsonNode value) {
        var there = object.get(name);
        if (there == null) {
            object.set(name, value);
            return false;
        }
        var list = NODES.arrayNode();
        if (there.isArray()) {
            there.forEach(list::add);
        } else {
            list.add(there);
        }
        if (value.isArray()) {
            value.forEach(list::add);
        } else {
            list.add(value);
        }
        object.set(name, list);
        return true;
    }

    /// What a scalar of such a tree was in JSON.
    static JsonToken token(JsonNode scalar) {
        return switch (scalar.getNodeType()) {
            case STRING -> JsonToken.VALUE_STRING;
            case BOOLEAN -> scalar.booleanValue() ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE;
            case NULL -> JsonToken.VALUE_NULL;
            default ->
                    text(scalar).chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))
                            ? JsonToken.VALUE_NUMBER_INT
                            : JsonToken.VALUE_NUMBER_FLOAT;
        };
    }

    /// A scalar of such a tree as a text.
    static String text(JsonNode scalar) {
        return switch (scalar.getNodeType()) {
            case STRING -> scalar.stringValue();
            case BOOLEAN -> String.valueOf(scalar.booleanValue());
            case NULL -> "null";
            default -> String.valueOf(((RawValue) ((POJONode) scalar).getPojo()).rawValue());
        };
    }
}
