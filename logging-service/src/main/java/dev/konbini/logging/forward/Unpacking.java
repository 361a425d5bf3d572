package dev.konbini.logging.forward;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Reads MessagePack within bounds: no length is believed that is more than a message may have,
/// nothing is nested deeper than [#DEPTH_MAX], and of an object no more is kept than [#KEPT_MAX]
/// bytes and [#VALUES_MAX] values.
final class Unpacking {

    static final int DEPTH_MAX = 32;
    static final int VALUES_MAX = 10_000;
    static final int KEPT_MAX = 1024 * 1024;

    /// Of heap, for a value without its text.
    private static final int VALUE_BYTES = 160;

    private static final int COPY_BYTES = 8 * 1024;

    private static final int EVENT_TIME = 0;
    private static final long MILLIS_MIN = 100_000_000_000L;

    private final MessageUnpacker unpacker;
    private long sizeMax;
    private long start;
    private int values;
    private int kept;
    private boolean whole = true;

    /// [#begin] is to be called before anything is read.
    Unpacking(InputStream input) {
        this.unpacker = MessagePack.newDefaultUnpacker(input);
    }

    /// Whether something follows; waits until that is known.
    boolean hasNext() throws IOException {
        return unpacker.hasNext();
    }

    /// From here on counts what the next message or event is long, or the next part of one.
    ///
    /// @param bytesMax how long it may be
    void begin(long bytesMax) {
        start = unpacker.getTotalReadBytes();
        sizeMax = bytesMax;
    }

    /// How much was read in all.
    long total() {
        return unpacker.getTotalReadBytes();
    }

    ValueType type() throws IOException {
        return unpacker.getNextFormat().getValueType();
    }

    void skipNil() throws IOException {
        unpacker.unpackNil();
    }

    int arrayLength() throws IOException, Refused {
        return bounded(unpacker.unpackArrayHeader());
    }

    int mapLength() throws IOException, Refused {
        return bounded(unpacker.unpackMapHeader());
    }

    /// Bytes, whether packed as a text or as binary.
    byte[] bytes() throws IOException, Refused {
        return unpacker.readPayload(bytesLength());
    }

    private int bytesLength() throws IOException, Refused {
        return bounded(
                type() == ValueType.STRING
                        ? unpacker.unpackRawStringHeader()
                        : unpacker.unpackBinaryHeader());
    }

    /// Copies bytes, whether packed as a text or as binary, as they arrive.
    void copyBytes(OutputStream to) throws IOException, Refused {
        var length = bytesLength();
        var part = new byte[Math.min(length, COPY_BYTES)];
        for (var left = length; left > 0; left -= part.length) {
            if (left < part.length) {
                part = new byte[left];
            }
            unpacker.readPayload(part);
            to.write(part);
        }
    }

    /// Copies the next `count` values with all that is in them, as they arrive.
    void copy(long count, MessagePacker to) throws IOException, Refused {
        for (var left = count; left > 0; left--) {
            bounded(0);
            switch (type()) {
                case NIL -> {
                    unpacker.unpackNil();
                    to.packNil();
                }
                case BOOLEAN -> to.packBoolean(unpacker.unpackBoolean());
                case INTEGER -> to.packBigInteger(unpacker.unpackBigInteger());
                case FLOAT -> to.packDouble(unpacker.unpackDouble());
                case STRING -> {
                    var length = bounded(unpacker.unpackRawStringHeader());
                    to.packRawStringHeader(length);
                    copyPayload(length, to);
                }
                case BINARY -> {
                    var length = bounded(unpacker.unpackBinaryHeader());
                    to.packBinaryHeader(length);
                    copyPayload(length, to);
                }
                case EXTENSION -> {
                    var header = unpacker.unpackExtensionTypeHeader();
                    to.packExtensionTypeHeader(header.getType(), bounded(header.getLength()));
                    copyPayload(header.getLength(), to);
                }
                case ARRAY -> {
                    var length = arrayLength();
                    to.packArrayHeader(length);
                    left += length;
                }
                case MAP -> {
                    var length = mapLength();
                    to.packMapHeader(length);
                    left += 2L * length;
                }
            }
        }
    }

    private void copyPayload(int length, MessagePacker to) throws IOException {
        for (var left = length; left > 0; left -= COPY_BYTES) {
            to.writePayload(unpacker.readPayload(Math.min(left, COPY_BYTES)));
        }
    }

    private void skip(long count) throws IOException, Refused {
        copy(count, MessagePack.newDefaultPacker(OutputStream.nullOutputStream()));
    }

    private void skipPayload(int length) throws IOException {
        copyPayload(length, MessagePack.newDefaultPacker(OutputStream.nullOutputStream()));
    }

    /// A text; bytes that are no UTF-8 are read as Latin-1, so that none is lost.
    String text() throws IOException, Refused {
        return textOf(bytes());
    }

    private static String textOf(byte[] bytes) {
        @Nullable String text = utf8(bytes);
        return text == null ? new String(bytes, StandardCharsets.ISO_8859_1) : text;
    }

    /// A time: EventTime, or seconds or milliseconds since 1970.
    Instant time() throws IOException, Refused {
        return switch (type()) {
            case INTEGER -> instant(unpacker.unpackLong());
            case FLOAT -> {
                var number = unpacker.unpackDouble();
                var seconds = number >= MILLIS_MIN ? number / 1000 : number;
                yield Instant.ofEpochSecond(
                        seconds((long) seconds), (long) ((seconds - Math.floor(seconds)) * 1e9));
            }
            case EXTENSION -> {
                var header = unpacker.unpackExtensionTypeHeader();
                if (header.getType() != EVENT_TIME || header.getLength() != Long.BYTES) {
                    throw new Refused("malformed-time");
                }
                var bytes = ByteBuffer.wrap(unpacker.readPayload(Long.BYTES));
                yield Instant.ofEpochSecond(
                        Integer.toUnsignedLong(bytes.getInt()),
                        Integer.toUnsignedLong(bytes.getInt()));
            }
            case NIL, BOOLEAN, STRING, BINARY, ARRAY, MAP -> throw new Refused("malformed-time");
        };
    }

    // Some loggers can be told to send milliseconds; in seconds those are past the year 5000.
    private static Instant instant(long given) throws Refused {
        return given >= MILLIS_MIN
                ? Instant.ofEpochMilli(seconds(given / 1000) * 1000 + given % 1000)
                : Instant.ofEpochSecond(seconds(given));
    }

    private static long seconds(long given) throws Refused {
        if (given < 0 || given > Integer.MAX_VALUE * 4L) {
            throw new Refused("malformed-time");
        }
        return given;
    }

    /// A map, as a JSON object; of one that is too large, its beginning.
    ObjectNode object() throws IOException, Refused {
        if (type() != ValueType.MAP) {
            throw new Refused("malformed-record");
        }
        values = 0;
        kept = 0;
        whole = true;
        return object(0);
    }

    /// Whether all of the last object was kept.
    boolean isObjectWhole() {
        return whole;
    }

    /// About how much heap the last object takes.
    long objectBytes() {
        return kept + (long) VALUE_BYTES * values;
    }

    private ObjectNode object(int depth) throws IOException, Refused {
        var object = JsonNodeFactory.instance.objectNode();
        var length = mapLength();
        for (var i = 0; i < length; i++) {
            if (isFull()) {
                skip(2L * (length - i));
                break;
            }
            var key = value(depth + 1);
            object.set(key.isString() ? key.stringValue() : key.toString(), value(depth + 1));
        }
        return object;
    }

    private ArrayNode array(int depth) throws IOException, Refused {
        var array = JsonNodeFactory.instance.arrayNode();
        var length = arrayLength();
        for (var i = 0; i < length; i++) {
            if (isFull()) {
                skip(length - i);
                break;
            }
            array.add(value(depth + 1));
        }
        return array;
    }

    private boolean isFull() {
        var full = values >= VALUES_MAX || kept >= KEPT_MAX;
        whole &= !full;
        return full;
    }

    private JsonNode value(int depth) throws IOException, Refused {
        if (depth > DEPTH_MAX) {
            throw new Refused("nested-too-deep");
        }
        bounded(0);
        values++;
        return switch (type()) {
            case NIL -> {
                unpacker.unpackNil();
                yield NullNode.getInstance();
            }
            case BOOLEAN -> BooleanNode.valueOf(unpacker.unpackBoolean());
            case INTEGER -> integer();
            case FLOAT -> number(unpacker.unpackDouble());
            case STRING -> StringNode.valueOf(textOf(keptBytes(bytesLength())));
            case BINARY -> binary(keptBytes(bytesLength()));
            case ARRAY -> array(depth);
            case MAP -> object(depth);
            case EXTENSION -> extension();
        };
    }

    private JsonNode integer() throws IOException {
        var number = unpacker.unpackBigInteger();
        return number.bitLength() < Long.SIZE
                ? LongNode.valueOf(number.longValue())
                : BigIntegerNode.valueOf(number);
    }

    // JSON has no infinity.
    private static JsonNode number(double number) {
        return Double.isFinite(number)
                ? DoubleNode.valueOf(number)
                : StringNode.valueOf(Double.toString(number));
    }

    private static JsonNode binary(byte[] bytes) {
        @Nullable String text = utf8(bytes);
        return StringNode.valueOf(text == null ? Base64.getEncoder().encodeToString(bytes) : text);
    }

    private JsonNode extension() throws IOException, Refused {
        var header = unpacker.unpackExtensionTypeHeader();
        var bytes = keptBytes(bounded(header.getLength()));
        if (header.getType() == EVENT_TIME && bytes.length == Long.BYTES) {
            var time = ByteBuffer.wrap(bytes);
            return StringNode.valueOf(
                    Instant.ofEpochSecond(
                                    Integer.toUnsignedLong(time.getInt()),
                                    Integer.toUnsignedLong(time.getInt()))
                            .toString());
        }
        return StringNode.valueOf(Base64.getEncoder().encodeToString(bytes));
    }

    private byte[] keptBytes(int length) throws IOException {
        var room = Math.min(length, KEPT_MAX - kept);
        var bytes = unpacker.readPayload(room);
        kept += room;
        if (room == length) {
            return bytes;
        }
        whole = false;
        skipPayload(length - room);
        return withoutCutCharacter(bytes);
    }

    // The first bytes of a character whose rest was cut off are no UTF-8.
    private static byte[] withoutCutCharacter(byte[] bytes) {
        var end = bytes.length;
        while (end > 0 && end > bytes.length - 4 && (bytes[end - 1] & 0xc0) == 0x80) {
            end--;
        }
        return end > 0 && bytes[end - 1] < 0 ? Arrays.copyOf(bytes, end - 1) : bytes;
    }

    private static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private int bounded(int length) throws Refused {
        if (length < 0 || unpacker.getTotalReadBytes() - start + length > sizeMax) {
            throw new Refused("message-too-large");
        }
        return length;
    }

    /// Calls what reads, and makes one kind of refusal of the many kinds of malformed.
    static <T> T wellFormed(Reader<T> reader) throws IOException, Refused {
        try {
            return reader.read();
        } catch (MessagePackException e) {
            throw new Refused("malformed-messagepack");
        }
    }

    /// Reads something.
    @FunctionalInterface
    interface Reader<T> {
        T read() throws IOException, Refused;
    }
}
