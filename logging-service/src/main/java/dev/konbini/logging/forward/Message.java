package dev.konbini.logging.forward;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.msgpack.value.ValueType;

/// A message of the forward protocol, of any of its modes.
final class Message {

    /// How many times larger than a message may be what is unpacked of it.
    private static final int INFLATION_MAX = 32;

    private final String tag;
    private final List<Event> events;
    private final byte @Nullable [] packed;
    private final Option option;

    /// @param events of the modes Message and Forward
    /// @param packed the stream of events of the modes PackedForward and CompressedPackedForward;
    ///   null for the others
    private Message(String tag, List<Event> events, byte @Nullable [] packed, Option option) {
        this.tag = tag;
        this.events = events;
        this.packed = packed;
        this.option = option;
    }

    String tag() {
        return tag;
    }

    /// What else the sender says.
    Option option() {
        return option;
    }

    /// Reads the next message.
    static Message read(Unpacking unpacking) throws IOException, Refused {
        if (unpacking.type() != ValueType.ARRAY) {
            throw new Refused("malformed-message");
        }
        var length = unpacking.arrayLength();
        if (length < 2 || length > 4) {
            throw new Refused("malformed-message");
        }
        var tag = unpacking.text();
        return switch (unpacking.type()) {
            case ARRAY -> {
                var events = events(unpacking);
                yield new Message(tag, events, null, option(unpacking, length - 2));
            }
            case BINARY, STRING -> {
                var packed = unpacking.bytes();
                yield new Message(tag, List.of(), packed, option(unpacking, length - 2));
            }
            case INTEGER, FLOAT, EXTENSION -> {
                if (length < 3) {
                    throw new Refused("malformed-message");
                }
                var event = Event.read(unpacking);
                yield new Message(tag, List.of(event), null, option(unpacking, length - 3));
            }
            case NIL, BOOLEAN, MAP -> throw new Refused("malformed-message");
        };
    }

    private static List<Event> events(Unpacking unpacking) throws IOException, Refused {
        var length = unpacking.arrayLength();
        var events = new ArrayList<Event>();
        for (var i = 0; i < length; i++) {
            events.add(Event.readEntry(unpacking));
        }
        return events;
    }

    private static Option option(Unpacking unpacking, int remaining) throws IOException, Refused {
        return switch (remaining) {
            case 0 -> Option.NONE;
            case 1 -> Option.read(unpacking);
            default -> throw new Refused("malformed-message");
        };
    }

    /// Gives every event to `events`, unpacking no more at a time than one.
    ///
    /// @param sizeMax how large a message may be
    void forEach(long sizeMax, Events taker) throws IOException, Refused {
        for (var event : events) {
            taker.take(event);
        }
        if (packed == null) {
            return;
        }
        if (!option.compressed()) {
            unpack(new Unpacking(packed, sizeMax), sizeMax, taker);
            return;
        }
        try (var inflated = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            unpack(new Unpacking(inflated, sizeMax), sizeMax, taker);
        } catch (ZipException | EOFException e) {
            throw new Refused("malformed-gzip");
        }
    }

    private static void unpack(Unpacking stream, long sizeMax, Events taker)
            throws IOException, Refused {
        while (stream.hasNext()) {
            stream.begin();
            taker.take(Event.readEntry(stream));
            if (stream.total() > sizeMax * INFLATION_MAX) {
                throw new Refused("message-too-large");
            }
        }
    }

    /// Takes events.
    @FunctionalInterface
    interface Events {
        void take(Event event) throws Refused;
    }
}
