package dev.konbini.logging.door;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts the [Parts] of a message in protocol buffers without making it, for who makes it without
/// the fields that are not known.
public final class ProtobufParts {

    /// As deep as a parser goes.
    private static final int DEPTH_MAX = 100;

    private static final int FIELDS_A_PART = 6;
    private static final int NUMBERS_A_PART = 6;

    /// So that each message costs no more than to look it up.
    private static final Map<Descriptor, Integer> OF_TYPES = new ConcurrentHashMap<>();

    private long parts;

    private ProtobufParts() {}

    /// How many a message of `type` has for itself, without what is in it.
    public static int of(Descriptor type) {
        return OF_TYPES.computeIfAbsent(type, ProtobufParts::ofFields);
    }

    private static int ofFields(Descriptor type) {
        return 1 + (type.getFields().size() - inOneOf(type)) / FIELDS_A_PART;
    }

    private static int inOneOf(Descriptor type) {
        return type.getRealOneofs().stream().mapToInt(one -> one.getFieldCount()).sum();
    }

    /// How many parts the message `body` has.
    ///
    /// @throws IOException if it is none of `type`
    public static long count(byte[] body, Descriptor type) throws IOException {
        var counted = new ProtobufParts();
        counted.message(CodedInputStream.newInstance(body), type, 1);
        return counted.parts;
    }

    private void message(CodedInputStream input, Descriptor type, int depth) throws IOException {
        parts += of(type);
        for (var tag = input.readTag(); tag != 0; tag = input.readTag()) {
            var field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            if (field != null
                    && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                value(input, field, depth);
            } else if (!input.skipField(tag)) {
                return;
            }
        }
    }

    private void value(CodedInputStream input, FieldDescriptor field, int depth)
            throws IOException {
        var length = input.readRawVarint32();
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth < DEPTH_MAX) {
            var before = input.pushLimit(length);
            message(input, field.getMessageType(), depth + 1);
            input.popLimit(before);
            return;
        }
        // A packed number may have one byte and takes eight.
        parts += field.isPackable() ? length / NUMBERS_A_PART : 1;
        input.skipRawBytes(length);
    }
}
