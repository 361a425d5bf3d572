package dev.konbini.telemetry.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The bounded buffer on disk that every log line of this process passes on its way to Kafka.
///
/// Appending writes into the page cache and never waits for anything else: what was appended
/// outlives the process, also after `kill -9`. The bound is on all that this process answers for,
/// its own lines and those it adopted. At the bound the newest line is dropped, so that what was
/// once taken in is never given up. Dropped lines, and lines that could not be written at all, are
/// counted in [#lost]; the first of them is told on standard error.
public final class Spool implements Closeable {

    /// Longer lines do not pass a broker with its default settings.
    static final int LINE_MAX_BYTES = 900_000;

    private static final long SEGMENT_MAX_BYTES = 8L * 1024 * 1024;
    private static final int SEGMENTS_MIN = 8;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path directory;
    private final String instance;
    private final long maxBytes;
    private final long segmentBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong heldBytes = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final List<Backlog> inherited = new CopyOnWriteArrayList<>();
    private volatile long appended;
    private volatile @Nullable Backlog own;
    private @Nullable Segment segment;
    private Segment.@Nullable Writer writer;
    private boolean failing;
    private boolean told;
    private boolean closed;
    private long retryAtNanos;

    /// Opens the spool of `instance` below `directory` and adopts those that dead processes left
    /// there.
    ///
    /// Never fails: while the directory cannot be used, lines are lost and counted, and it is tried
    /// again.
    ///
    /// @param directory shared by the instances of one service that send to one topic, and by
    ///   nothing else
    /// @param maxBytes how much may wait, in bytes on disk
    public Spool(Path directory, String instance, long maxBytes) {
        this.directory = directory;
        this.instance = instance;
        this.maxBytes = maxBytes;
        this.segmentBytes = Math.min(SEGMENT_MAX_BYTES, maxBytes / SEGMENTS_MIN);
        try {
            adopt();
        } catch (IOException | UncheckedIOException e) {
            tell(e.toString());
        }
    }

    /// Appends a line; numbers must rise from call to call.
    ///
    /// @param timestampMillis when it was logged, epoch milliseconds
    /// @return whether it is kept; one that is not is counted as [#lost]
    public boolean append(long sequence, long timestampMillis, byte[] text) {
        lock.lock();
        try {
            if (closed || (failing && System.nanoTime() - retryAtNanos < 0)) {
                lost.incrementAndGet();
                return false;
            }
            if (text.length > LINE_MAX_BYTES) {
                lose("a line has " + text.length + " bytes, more than " + LINE_MAX_BYTES);
                return false;
            }
            if (heldBytes.get() + Segment.HEADER_BYTES + text.length > maxBytes) {
                lose(
                        "lines that wait for Kafka take "
                                + maxBytes
                                + " bytes in "
                                + directory
                                + ", as much as they may");
                return false;
            }
            return write(sequence, timestampMillis, text);
        } finally {
            lock.unlock();
        }
    }

    private boolean write(long sequence, long timestampMillis, byte[] text) {
        try {
            var current = writer(sequence);
            current.append(sequence, timestampMillis, text);
            heldBytes.addAndGet(Segment.HEADER_BYTES + text.length);
            appended = sequence;
            failing = false;
            return true;
        } catch (IOException | UncheckedIOException e) {
            failing = true;
            retryAtNanos = System.nanoTime() + RETRY_NANOS;
            abandonSegment();
            lose(e.toString());
            return false;
        }
    }

    private Segment.Writer writer(long sequence) throws IOException {
        if (writer != null && writer.bytes() >= segmentBytes) {
            writer.close();
            writer = null;
        }
        if (writer == null) {
            if (own == null) {
                own = openOwn();
            }
            segment = Segment.of(directory.resolve(instance), sequence);
            writer = new Segment.Writer(segment);
        }
        return writer;
    }

    /// Makes the instance's folder. It is locked before it gets its name, so that no other process
    /// can take it for a dead one's.
    private Backlog openOwn() throws IOException {
        var folder = directory.resolve(instance);
        var unnamed = directory.resolve("." + instance);
        Files.createDirectories(unnamed);
        var held = InstanceLock.tryTake(folder, unnamed);
        if (held == null) {
            throw new IOException(
                    "Another process runs as " + instance + ": " + folder + " is locked");
        }
        try {
            Files.move(unnamed, folder);
            return new Backlog(instance, folder, held, () -> appended, this::free, this::tear);
        } catch (IOException e) {
            held.close();
            throw e;
        }
    }

    /// After a failed write the segment may end in half a record, which is cut off; the next line
    /// begins another.
    private void abandonSegment() {
        if (writer != null && segment != null) {
            try {
                writer.close();
                segment.cut(writer.bytes());
            } catch (IOException _) {
                // What could not be written has been counted already.
            }
            heldBytes.addAndGet(segment.bytes() - writer.bytes());
            writer = null;
        }
    }

    /// Takes over the spools below the directory whose processes are dead, oldest first. A repeat
    /// adds those that died since.
    public void adopt() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> folders;
        try (var found = Files.list(directory)) {
            folders =
                    found.filter(folder -> !folder.getFileName().toString().startsWith("."))
                            .filter(folder -> !folder.getFileName().toString().equals(instance))
                            .filter(folder -> Files.isRegularFile(folder.resolve("lock")))
                            .sorted(
                                    Comparator.comparingLong((Path folder) ->
                                                    folder.resolve("lock").toFile().lastModified())
                                            .thenComparing(Comparator.naturalOrder()))
                            .toList();
        }
        for (var folder : folders) {
            try {
                adopt(folder);
            } catch (NoSuchFileException _) {
                // Another process, which had adopted it, is done with it.
            } catch (IOException | UncheckedIOException e) {
                // It is tried again, and must not hold up those that can be taken over.
                tell("what " + folder + " holds cannot be taken over: " + e);
            }
        }
    }

    private void adopt(Path folder) throws IOException {
        var held = InstanceLock.tryTake(folder, folder);
        if (held == null) {
            return;
        }
        try {
            var adopted =
                    new Backlog(
                            folder.getFileName().toString(),
                            folder,
                            held,
                            () -> Long.MAX_VALUE,
                            this::free,
                            this::tear);
            heldBytes.addAndGet(adopted.bytes());
            inherited.add(adopted);
        } catch (IOException | UncheckedIOException e) {
            held.close();
            throw e;
        }
    }

    /// Returns the adopted spools, oldest first. Their lines come before this process's own.
    public List<Backlog> inherited() {
        return inherited;
    }

    /// Returns what this process has appended, null before its first line.
    public @Nullable Backlog own() {
        return own;
    }

    /// Deletes an adopted spool all of whose lines have been acknowledged.
    public void finish(Backlog done) throws IOException {
        inherited.remove(done);
        done.remove();
    }

    /// Lets go of an adopted spool that cannot be sent now; it stays on disk.
    public void release(Backlog unfinished) throws IOException {
        inherited.remove(unfinished);
        free(unfinished.bytes());
        unfinished.close();
    }

    /// Whether Kafka has acknowledged every line.
    public boolean isDrained() {
        var mine = own;
        return inherited.isEmpty() && (mine == null || mine.acknowledged() >= appended);
    }

    /// Returns how many bytes of lines are on disk.
    public long heldBytes() {
        return heldBytes.get();
    }

    /// Returns how many lines will never reach Kafka, since this process started.
    public long lost() {
        return lost.get();
    }

    /// Counts a line that will never reach Kafka, and says why the first time.
    public void lose(String reason) {
        lost.incrementAndGet();
        tell(reason);
    }

    public Path directory() {
        return directory;
    }

    private void free(long bytes) {
        heldBytes.addAndGet(-bytes);
    }

    private void tear() {
        lose("a line was cut off when it was written, by a crash or by a full disk");
    }

    private void tell(String reason) {
        lock.lock();
        try {
            if (!told) {
                told = true;
                System.err.println(
                        "A log line will not reach Kafka: "
                                + reason
                                + ". Lines still go to standard output; konbini.telemetry.lines.lost counts them."
                                + " This is said once.");
            }
        } finally {
            lock.unlock();
        }
    }

    /// Lets go of the files, and deletes this process's own if Kafka has all of them. Lines that
    /// come later are lost.
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            abandonSegment();
            for (var backlog : inherited) {
                backlog.close();
            }
            var mine = own;
            if (mine != null && mine.acknowledged() >= appended) {
                mine.remove();
            } else if (mine != null) {
                mine.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
