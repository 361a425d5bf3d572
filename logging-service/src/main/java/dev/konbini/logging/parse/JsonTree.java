package dev.konbini.logging.parse;

import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads JSON into a tree that keeps what other trees lose: all values of a name that is there
/// twice, as a list.
public final class JsonTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final Function<JsonParser, JsonNode> numbers;
    private boolean merged;

    /// @param parser whose current token begins the value
    /// @param numbers makes a node of the number at which the parser is, such as [#exact]
    public JsonTree(JsonParser parser, Function<JsonParser, JsonNode> numbers) {
        this.parser = parser;
        this.numbers = numbers;
    }

    /// The number as precise as it was written.
    public static JsonNode exact(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            case BIG_INTEGER -> NODES.numberNode(parser.getBigIntegerValue());
            case FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getDecimalValue());
        };
    }

    /// Whether a name was there twice.
    public boolean isMerged() {
        return merged;
    }

    /// Reads the object that begins here.
    public ObjectNode object() {
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

    /// Reads the value that begins here.
    public JsonNode value() {
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
            default -> numbers.apply(parser);
        };
    }

    /// Gives `object` the member, beside what it has under that name: once where that is the same.
    ///
    /// @return whether it had something
    public static boolean put(ObjectNode object, String name, JsonNode value) {
        var there = object.replace(name, value);
        if (there == null) {
            return false;
        }
        if (!there.equals(value)) {
            // Added to where it is: a name may be there a hundred thousand times.
            var list = there instanceof ArrayNode array ? array : NODES.arrayNode().add(there);
            object.set(name, value instanceof ArrayNode more ? list.addAll(more) : list.add(value));
        }
        return true;
    }
}
