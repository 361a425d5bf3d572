package dev.konbini.telemetry.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Remembers, in a file, the number of the last line that Kafka has acknowledged.
///
/// The number is written twice; a file in which the two differ counts as none. A position that is
/// lost or old costs repeats, which carry the ids they had, and never a line.
///
/// @param path the file
record Position(Path path) {

    static Position in(Path directory) {
        return new Position(directory.resolve("position"));
    }

    /// Returns the number, 0 if nothing was acknowledged.
    long read() throws IOException {
        if (!Files.exists(path)) {
            return 0;
        }
        var bytes = ByteBuffer.wrap(Files.readAllBytes(path));
        if (bytes.remaining() != 2 * Long.BYTES) {
            return 0;
        }
        var sequence = bytes.getLong();
        return sequence == bytes.getLong() ? sequence : 0;
    }

    void write(long sequence) throws IOException {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(sequence).putLong(sequence).array();
        // Overwritten in place: truncated first, the file would be empty for a moment in which the
        // process can die.
        Files.write(path, bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
