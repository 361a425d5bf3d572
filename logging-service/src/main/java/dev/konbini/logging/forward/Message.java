package dev.konbini.logging.forward;

import dev.konbini.logging.listen.Room;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.msgpack.core.MessagePack;
import org.msgpack.value.ValueType;

/// A message of the forward protocol, of any of its modes.
///
/// Its events are held packed until its end has come: what a sender says of a message follows them,
/// and unpacked they may take a hundred times as much heap.
final class Message implements AutoCloseable {

    /// How many times larger than a message may be what is unpacked of it.
    private static final int INFLATION_MAX = 32;

    private static final int TAG_MAX = 4 * 1024;
    private static final int OPTION_MAX = 64 * 1024;

    private final String tag;
    private final HeldBytes events;
    private final boolean compressed;
    private final Option option;

    /// @param events a stream of entries
    /// @param compressed whether the stream is packed by gzip
    private Message(String tag, HeldBytes events, boolean compressed, Option option) {
        this.tag = tag;
        this.events = events;
        this.compressed = compressed;
        this.option = option;
    }

    String tag() {
        return tag;
    }

    /// What else the sender says.
    Option option() {
        return option;
    }

    /// Reads the next message. Its bytes are held by `share` until it is closed.
    ///
    /// @param sizeMax how large it may be
    /// @throws HeldBytes.NoRoomException if they are more than there is room for
    static Message read(Unpacking unpacking, Room.Share share, long sizeMax)
            throws IOException, Refused {
        unpacking.begin(TAG_MAX);
        if (unpacking.type() != ValueType.ARRAY) {
            throw new Refused("malformed-message");
        }
        var length = unpacking.arrayLength();
        if (length < 2 || length > 4) {
            throw new Refused("malformed-message");
        }
        var tag = unpacking.text();
        unpacking.begin(sizeMax);
        var type = unpacking.type();
        var events = new HeldBytes(share);
        var read =
                switch (type) {
                    case ARRAY -> {
                        copy(unpacking, unpacking.arrayLength(), events);
                        yield 2;
                    }
                    case BINARY, STRING -> {
                        unpacking.copyBytes(events);
                        yield 2;
                    }
                    case INTEGER, FLOAT, EXTENSION -> {
                        if (length < 3) {
                            throw new Refused("malformed-message");
                        }
                        copyEvent(unpacking, events);
                        yield 3;
                    }
                    case NIL, BOOLEAN, MAP -> throw new Refused("malformed-message");
                };
        unpacking.begin(OPTION_MAX);
        var option = option(unpacking, length - read);
        var packed = type == ValueType.BINARY || type == ValueType.STRING;
        return new Message(tag, events, packed && option.compressed(), option);
    }

    private static void copy(Unpacking unpacking, int entries, HeldBytes events)
            throws IOException, Refused {
        var packer = MessagePack.newDefaultPacker(events);
        unpacking.copy(entries, packer);
        packer.flush();
    }

    private static void copyEvent(Unpacking unpacking, HeldBytes events)
            throws IOException, Refused {
        var packer = MessagePack.newDefaultPacker(events);
        packer.packArrayHeader(2);
        unpacking.copy(2, packer);
        packer.flush();
    }

    private static Option option(Unpacking unpacking, int remaining) throws IOException, Refused {
        return switch (remaining) {
            case 0 -> Option.NONE;
            case 1 -> Option.read(unpacking);
            default -> throw new Refused("malformed-message");
        };
    }

    /// Gives every event to `taker`, unpacking no more at a time than one.
    ///
    /// @param sizeMax how large a message may be
    void forEach(long sizeMax, Events taker) throws IOException, Refused {
        if (!compressed) {
            unpack(events.read(), sizeMax, taker);
            return;
        }
        try (var inflated = new GZIPInputStream(events.read())) {
            unpack(inflated, sizeMax, taker);
        } catch (ZipException | EOFException e) {
            throw new Refused("malformed-gzip");
        }
    }

    private static void unpack(InputStream input, long sizeMax, Events taker)
            throws IOException, Refused {
        var stream = new Unpacking(input);
        while (stream.hasNext()) {
            stream.begin(sizeMax);
            taker.take(Event.readEntry(stream));
            if (stream.total() > sizeMax * INFLATION_MAX) {
                throw new Refused("message-too-large");
            }
        }
    }

    @Override
    public void close() {
        events.drop();
    }

    /// Takes events.
    @FunctionalInterface
    interface Events {
        void take(Event event) throws Refused;
    }
}
