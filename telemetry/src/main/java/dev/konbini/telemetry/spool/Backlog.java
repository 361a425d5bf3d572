package dev.konbini.telemetry.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The lines of one instance that Kafka has not acknowledged yet, oldest first. Used by one thread,
/// the sender's.
///
/// [#read] goes on where the last one ended; [#acknowledge] makes that durable, if the disk lets
/// it, and deletes the segments that are done; [#rewind] goes back to the last acknowledged line,
/// so that what was read and not acknowledged is read again.
public final class Backlog implements Closeable {

    private final String instance;
    private final Path directory;
    private final Position position;
    private final InstanceLock lock;
    private final LongSupplier last;
    private final LongConsumer freed;
    private final Runnable torn;
    private long acknowledged;
    private long read;
    private @Nullable Segment segment;
    private @Nullable Segment lastTorn;
    private Segment.@Nullable Reader reader;

    /// @param last gives the number of the last line that may be read
    /// @param freed told how many bytes on disk a deletion gave back
    /// @param torn told that a record was found torn
    Backlog(
            String instance,
            Path directory,
            InstanceLock lock,
            LongSupplier last,
            LongConsumer freed,
            Runnable torn)
            throws IOException {
        this.instance = instance;
        this.directory = directory;
        this.lock = lock;
        this.last = last;
        this.freed = freed;
        this.torn = torn;
        this.position = Position.in(directory);
        this.acknowledged = position.read();
        this.read = acknowledged;
    }

    public String instance() {
        return instance;
    }

    /// Returns the number of the last line that Kafka has acknowledged.
    public long acknowledged() {
        return acknowledged;
    }

    /// Reads the next lines, at most `linesMax` of them and about `bytesMax` of text; empty when
    /// there are none.
    public List<SpooledLine> read(int linesMax, long bytesMax) throws IOException {
        var last = this.last.getAsLong();
        var lines = new ArrayList<SpooledLine>();
        var bytes = 0L;
        while (read < last && lines.size() < linesMax && bytes < bytesMax) {
            var line = next();
            if (line == null) {
                break;
            }
            if (line.sequence() > read) {
                read = line.sequence();
                bytes += line.text().length;
                lines.add(line);
            }
        }
        return lines;
    }

    private @Nullable SpooledLine next() throws IOException {
        while (true) {
            if (reader == null && !advance()) {
                return null;
            }
            if (reader == null) {
                continue;
            }
            var line = reader.next(instance);
            if (line != null) {
                return line;
            }
            if (reader.isTorn() && !Objects.equals(segment, lastTorn)) {
                lastTorn = segment;
                torn.run();
            }
            if (!advance()) {
                return null;
            }
        }
    }

    /// Opens the next segment: the one with the line after the last read, or the first behind the
    /// current one. Stays where it is if there is none.
    private boolean advance() throws IOException {
        var segments = Segment.in(directory);
        @Nullable Segment next = null;
        for (var candidate : segments) {
            if (segment == null
                    ? next == null || candidate.first() <= read + 1
                    : candidate.first() > segment.first()) {
                next = candidate;
                if (segment != null) {
                    break;
                }
            }
        }
        if (next == null) {
            return false;
        }
        closeReader();
        segment = next;
        reader = new Segment.Reader(next);
        return true;
    }

    /// Takes note that Kafka has every line up to number `sequence`.
    public void acknowledge(long sequence) throws IOException {
        acknowledged = sequence;
        try {
            position.write(sequence);
        } catch (IOException _) {
            // A full disk, maybe full of these segments: they go all the same, and an old position
            // costs repeats at most.
        }
        var segments = Segment.in(directory);
        // The last one may still be written to; any other is done when a line behind it is.
        for (var i = 0; i + 1 < segments.size() && segments.get(i + 1).first() <= sequence; i++) {
            delete(segments.get(i));
        }
    }

    /// Goes back to the last acknowledged line.
    public void rewind() throws IOException {
        read = acknowledged;
        closeReader();
        segment = null;
    }

    /// How many bytes of lines are on disk.
    long bytes() throws IOException {
        return Segment.in(directory).stream().mapToLong(Segment::bytes).sum();
    }

    /// Deletes everything: all lines have been acknowledged, or cannot be read.
    void remove() throws IOException {
        closeReader();
        for (var done : Segment.in(directory)) {
            delete(done);
        }
        Files.deleteIfExists(position.path());
        Files.deleteIfExists(directory.resolve("lock"));
        lock.close();
        Files.deleteIfExists(directory);
    }

    private void delete(Segment done) throws IOException {
        var bytes = done.bytes();
        Files.deleteIfExists(done.path());
        freed.accept(bytes);
    }

    private void closeReader() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeReader();
        lock.close();
    }
}
