package dev.konbini.logging.door.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Says values as texts: a text as it is, what has parts as JSON, bytes in base64.
final class Values {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Values() {}

    static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case ARRAY_VALUE, KVLIST_VALUE -> json(value).toString();
            case BYTES_VALUE, BOOL_VALUE, INT_VALUE, DOUBLE_VALUE -> json(value).asString();
            default -> "";
        };
    }

    private static JsonNode json(AnyValue value) {
        var nodes = JSON.getNodeFactory();
        return switch (value.getValueCase()) {
            case STRING_VALUE -> nodes.stringNode(value.getStringValue());
            case BOOL_VALUE -> nodes.booleanNode(value.getBoolValue());
            case INT_VALUE -> nodes.numberNode(value.getIntValue());
            case DOUBLE_VALUE -> nodes.numberNode(value.getDoubleValue());
            case BYTES_VALUE ->
                    nodes.stringNode(
                            Base64.getEncoder()
                                    .encodeToString(value.getBytesValue().toByteArray()));
            case ARRAY_VALUE -> {
                var array = nodes.arrayNode();
                value.getArrayValue().getValuesList().forEach(one -> array.add(json(one)));
                yield array;
            }
            case KVLIST_VALUE -> {
                var object = nodes.objectNode();
                value.getKvlistValue()
                        .getValuesList()
                        .forEach(one -> object.set(one.getKey(), json(one.getValue())));
                yield object;
            }
            // Not set, or of a kind that a later version of the protocol has.
            default -> nodes.nullNode();
        };
    }
}
