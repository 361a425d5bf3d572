package dev.konbini.telemetry.spool;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A file of consecutive lines, named for the number of its first.
///
/// A record is: length of the text (4 bytes), CRC-32C of all that follows (4), timestamp in epoch
/// milliseconds (8), sequence (8), text. Whatever does not fit that (a record torn by a crash or by
/// a full disk) ends the segment.
///
/// @param path the file
/// @param first the number of its first line
record Segment(Path path, long first) {

    static final int HEADER_BYTES = 24;

    /// Longer than this is not a line, so a damaged length is told from a true one.
    static final int TEXT_MAX_BYTES = 16 * 1024 * 1024;

    private static final String SUFFIX = ".lines";

    static Segment of(Path directory, long first) {
        return new Segment(directory.resolve("%019d%s".formatted(first, SUFFIX)), first);
    }

    /// Lists the segments in `directory`, oldest first.
    static List<Segment> in(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{19}\\.lines"))
                    .sorted()
                    .map(file ->
                            new Segment(
                                    file, Long.parseLong(file.getFileName().toString(), 0, 19, 10)))
                    .toList();
        }
    }

    long bytes() {
        return path.toFile().length();
    }

    /// Leaves the first `length` bytes, and no file where there are none.
    void cut(long length) throws IOException {
        if (length == 0) {
            Files.deleteIfExists(path);
            return;
        }
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(length);
        }
    }

    /// Appends records. Not a channel: an interrupted thread that logs would close it.
    static final class Writer implements Closeable {

        private final FileOutputStream file;
        private long bytes;

        Writer(Segment segment) throws IOException {
            this.file = new FileOutputStream(segment.path().toFile());
        }

        /// Writes one record into the page cache, where it outlives this process. After a failure
        /// the writer is of no more use: the segment may end in half a record.
        void append(long sequence, long timestampMillis, byte[] text) throws IOException {
            var record =
                    ByteBuffer.allocate(HEADER_BYTES + text.length)
                            .putInt(text.length)
                            .putInt(checksum(timestampMillis, sequence, text))
                            .putLong(timestampMillis)
                            .putLong(sequence)
                            .put(text)
                            .array();
            file.write(record);
            bytes += record.length;
        }

        long bytes() {
            return bytes;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /// Reads records in order.
    static final class Reader implements Closeable {

        private final DataInputStream file;
        private boolean torn;

        Reader(Segment segment) throws IOException {
            this.file =
                    new DataInputStream(
                            new BufferedInputStream(
                                    Files.newInputStream(segment.path()), 64 * 1024));
        }

        /// Returns the next line of `instance`, or null at the end.
        @Nullable SpooledLine next(String instance) throws IOException {
            if (torn) {
                return null;
            }
            var length = file.read();
            if (length < 0) {
                return null;
            }
            try {
                length = length << 24 | file.readUnsignedByte() << 16 | file.readUnsignedShort();
                var checksum = file.readInt();
                var timestampMillis = file.readLong();
                var sequence = file.readLong();
                if (length >= 0 && length <= TEXT_MAX_BYTES) {
                    var text = new byte[length];
                    file.readFully(text);
                    if (checksum == Segment.checksum(timestampMillis, sequence, text)) {
                        return new SpooledLine(instance, sequence, timestampMillis, text);
                    }
                }
            } catch (EOFException _) {
                // Told below: the end came inside a record.
            }
            torn = true;
            return null;
        }

        /// Whether the segment ended in something that is not a whole record.
        boolean isTorn() {
            return torn;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private static int checksum(long timestampMillis, long sequence, byte[] text) {
        var crc = new CRC32C();
        crc.update(ByteBuffer.allocate(16).putLong(timestampMillis).putLong(sequence).flip());
        crc.update(text);
        return (int) crc.getValue();
    }
}
