package dev.konbini.logging.forward;

import java.io.IOException;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// One event: when it was, and what it says.
record Event(Instant time, ObjectNode fields) {

    static Event read(Unpacking unpacking) throws IOException, Refused {
        return new Event(unpacking.time(), unpacking.object());
    }

    /// An event as an entry of an array or a stream: `[time, record]`.
    static Event readEntry(Unpacking unpacking) throws IOException, Refused {
        if (unpacking.arrayLength() != 2) {
            throw new Refused("malformed-entry");
        }
        return read(unpacking);
    }
}
