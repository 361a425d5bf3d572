package dev.konbini.logging.door.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.konbini.logging.door.Parts;
import dev.konbini.logging.door.ProtobufParts;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads messages in JSON as OTLP wants it
/// (<https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding>): as protocol buffers do,
/// but ids of traces and spans in hexadecimal, enums as numbers, unknown members passed over.
final class OtlpJson {

    private static final Set<String> HEXADECIMAL = Set.of("trace_id", "span_id");

    private final Parts parts;

    /// @param parts counts the messages that are made
    OtlpJson(Parts parts) {
        this.parts = parts;
    }

    /// Sets the members of `json` in `message`.
    ///
    /// @param pointer where `json` stands
    void merge(Message.Builder message, JsonNode json, String pointer) throws Unreadable {
        if (!(json instanceof ObjectNode object)) {
            throw new Unreadable(pointer, "must be an object");
        }
        parts.add(ProtobufParts.of(message.getDescriptorForType()));
        for (var member : object.properties()) {
            var field = field(message, member.getKey());
            var value = member.getValue();
            if (field == null || value.isNull()) {
                continue;
            }
            var place = pointer + "/" + member.getKey();
            if (!field.isRepeated()) {
                message.setField(field, value(message, field, value, place));
                continue;
            }
            if (!value.isArray()) {
                throw new Unreadable(place, "must be an array");
            }
            var index = 0;
            for (var one : value) {
                message.addRepeatedField(field, value(message, field, one, place + "/" + index++));
            }
        }
    }

    // Both names are read, the usual one in lowerCamelCase is written.
    private static @Nullable FieldDescriptor field(Message.Builder message, String name) {
        var type = message.getDescriptorForType();
        @Nullable FieldDescriptor field = type.findFieldByName(name);
        if (field != null) {
            return field;
        }
        for (var one : type.getFields()) {
            if (one.getJsonName().equals(name)) {
                return one;
            }
        }
        return null;
    }

    private Object value(Message.Builder parent, FieldDescriptor field, JsonNode json, String place)
            throws Unreadable {
        try {
            return switch (field.getJavaType()) {
                case MESSAGE -> {
                    var message = parent.newBuilderForField(field);
                    merge(message, json, place);
                    yield message.build();
                }
                case ENUM -> constant(field, json);
                case BYTE_STRING -> bytes(field, json);
                case STRING -> text(json);
                case BOOLEAN -> truth(json);
                case INT -> Math.toIntExact(number(field, json));
                case LONG -> number(field, json);
                case DOUBLE -> Double.parseDouble(scalar(json));
                case FLOAT -> Float.parseFloat(scalar(json));
            };
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new Unreadable(place, "is not a value that it takes: " + e.getMessage());
        }
    }

    private static EnumValueDescriptor constant(FieldDescriptor field, JsonNode json) {
        if (json.isIntegralNumber()) {
            return field.getEnumType().findValueByNumberCreatingIfUnknown(json.asInt());
        }
        @Nullable EnumValueDescriptor named = field.getEnumType().findValueByName(text(json));
        if (named == null) {
            throw new IllegalArgumentException("there is no such constant");
        }
        return named;
    }

    private static ByteString bytes(FieldDescriptor field, JsonNode json) {
        return ByteString.copyFrom(
                HEXADECIMAL.contains(field.getName())
                        ? HexFormat.of().parseHex(text(json))
                        : Base64.getDecoder().decode(text(json)));
    }

    private static long number(FieldDescriptor field, JsonNode json) {
        var digits = scalar(json);
        return field.getType() == FieldDescriptor.Type.FIXED64
                        || field.getType() == FieldDescriptor.Type.UINT64
                ? Long.parseUnsignedLong(digits)
                : field.getType() == FieldDescriptor.Type.FIXED32
                                || field.getType() == FieldDescriptor.Type.UINT32
                        ? Integer.parseUnsignedInt(digits)
                        : Long.parseLong(digits);
    }

    private static boolean truth(JsonNode json) {
        if (!json.isBoolean()) {
            throw new IllegalArgumentException("it is neither true nor false");
        }
        return json.asBoolean();
    }

    private static String text(JsonNode json) {
        if (!json.isString()) {
            throw new IllegalArgumentException("it is no text");
        }
        return json.asString();
    }

    private static String scalar(JsonNode json) {
        if (!json.isString() && !json.isNumber()) {
            throw new IllegalArgumentException("it is no number");
        }
        return json.asString();
    }
}
