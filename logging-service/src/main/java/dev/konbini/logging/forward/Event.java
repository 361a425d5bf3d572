package dev.konbini.logging.forward;

import java.io.IOException;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// One event: when it was, and what it says.
///
/// @param bytes about how much heap it takes
/// @param whole false if it was so large that only its beginning is there
record Event(Instant time, ObjectNode fields, long bytes, boolean whole) {

    /// An event as an entry of a stream: `[time, record]`.
    static Event readEntry(Unpacking unpacking) throws IOException, Refused {
        if (unpacking.arrayLength() != 2) {
            throw new Refused("malformed-entry");
        }
        var time = unpacking.time();
        var fields = unpacking.object();
        return new Event(time, fields, unpacking.objectBytes(), unpacking.isObjectWhole());
    }
}
