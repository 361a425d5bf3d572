package dev.konbini.logging.forward;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.msgpack.value.ValueType;

/// What a sender says of a message.
///
/// @param chunk its name for the message, by which it wants it acknowledged; null if it does not
/// @param compressed whether the events are packed by gzip
record Option(@Nullable String chunk, boolean compressed) {

    static final Option NONE = new Option(null, false);

    static Option read(Unpacking unpacking) throws IOException, Refused {
        if (unpacking.type() == ValueType.NIL) {
            unpacking.skipNil();
            return NONE;
        }
        var option = unpacking.object();
        if (!unpacking.isObjectWhole()) {
            throw new Refused("message-too-large");
        }
        var compression = option.path("compressed").asString("text");
        if (!compression.equals("gzip") && !compression.equals("text")) {
            throw new Refused("unknown-compression");
        }
        // Fluent Bit sends metrics and traces the same way, packed as only it knows.
        if (option.path("fluent_signal").asInt(0) != 0) {
            throw new Refused("not-logs");
        }
        var chunk = option.path("chunk");
        return new Option(
                chunk.isString() ? chunk.stringValue() : null, compression.equals("gzip"));
    }
}
