package dev.konbini.logging.forward;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Reads MessagePack within bounds: no length is believed that is more than a message may have, and
/// nothing is nested deeper than [#DEPTH_MAX].
final class Unpacking {

    static final int DEPTH_MAX = 32;

    private static final int EVENT_TIME = 0;
    private static final long MILLIS_MIN = 100_000_000_000L;

    private final MessageUnpacker unpacker;
    private final long sizeMax;
    private long start;

    Unpacking(InputStream input, long sizeMax) {
        this.unpacker = MessagePack.newDefaultUnpacker(input);
        this.sizeMax = sizeMax;
    }

    Unpacking(byte[] bytes, long sizeMax) {
        this.unpacker = MessagePack.newDefaultUnpacker(bytes);
        this.sizeMax = sizeMax;
    }

    /// Whether something follows; waits until that is known.
    boolean hasNext() throws IOException {
        return unpacker.hasNext();
    }

    /// From here on counts what the next message or event is long.
    void begin() {
        start = unpacker.getTotalReadBytes();
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
        var length =
                type() == ValueType.STRING
                        ? unpacker.unpackRawStringHeader()
                        : unpacker.unpackBinaryHeader();
        return unpacker.readPayload(bounded(length));
    }

    /// A text; bytes that are no UTF-8 are read as Latin-1, so that none is lost.
    String text() throws IOException, Refused {
        var bytes = bytes();
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

    /// A map, as a JSON object.
    ObjectNode object() throws IOException, Refused {
        if (type() != ValueType.MAP) {
            throw new Refused("malformed-record");
        }
        return object(0);
    }

    private ObjectNode object(int depth) throws IOException, Refused {
        var object = JsonNodeFactory.instance.objectNode();
        var length = mapLength();
        for (var i = 0; i < length; i++) {
            var key = value(depth + 1);
            object.set(key.isString() ? key.stringValue() : key.toString(), value(depth + 1));
        }
        return object;
    }

    private JsonNode value(int depth) throws IOException, Refused {
        if (depth > DEPTH_MAX) {
            throw new Refused("nested-too-deep");
        }
        bounded(0);
        return switch (type()) {
            case NIL -> {
                unpacker.unpackNil();
                yield NullNode.getInstance();
            }
            case BOOLEAN -> BooleanNode.valueOf(unpacker.unpackBoolean());
            case INTEGER -> integer();
            case FLOAT -> number(unpacker.unpackDouble());
            case STRING -> StringNode.valueOf(text());
            case BINARY -> binary(bytes());
            case ARRAY -> {
                var array = JsonNodeFactory.instance.arrayNode();
                var length = arrayLength();
                for (var i = 0; i < length; i++) {
                    array.add(value(depth + 1));
                }
                yield array;
            }
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
        var bytes = unpacker.readPayload(bounded(header.getLength()));
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
