package dev.konbini.logging.ingest;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.POJONode;
import tools.jackson.databind.util.RawValue;

/// Numbers of a tree of JSON that are kept digit by digit.
final class RawNumbers {

    private RawNumbers() {}

    /// The number at which `parser` is.
    static JsonNode of(JsonParser parser) {
        return JsonNodeFactory.instance.rawValueNode(new RawValue(parser.getString()));
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
