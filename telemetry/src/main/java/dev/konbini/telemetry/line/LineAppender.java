package dev.konbini.telemetry.line;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import dev.konbini.telemetry.spool.Spool;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Writes each line once and gives the same bytes to the spool and, from a level on, to standard
/// output.
///
/// Lines are numbered from 1 in the order in which they are written, so a number that is missing
/// later is a line that was lost. What Kafka's client and the sender log themselves has no number
/// and goes to standard output alone: in the spool, each attempt to send would give cause for
/// another. What the spool does not keep is shown at any level.
public final class LineAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    /// Loggers, with all below them, whose lines never go into the spool.
    static final List<String> UNSENT = List.of("org.apache.kafka", "dev.konbini.telemetry.send");

    private final Encoder<ILoggingEvent> encoder;
    private final @Nullable Spool spool;
    private final Level shownFrom;
    private final ReentrantLock lock = new ReentrantLock();
    private long sequence;

    /// @param spool where lines wait to be sent; without, all go to standard output alone
    /// @param shownFrom the level from which on those that the spool keeps are shown, too
    LineAppender(Encoder<ILoggingEvent> encoder, @Nullable Spool spool, Level shownFrom) {
        this.encoder = encoder;
        this.spool = spool;
        this.shownFrom = shownFrom;
        setName("LINES");
    }

    @Override
    protected void append(ILoggingEvent event) {
        // Calls the arguments' toString, which may log or be slow, outside the lock.
        event.prepareForDeferredProcessing();
        lock.lock();
        try {
            var number = isUnsent(event.getLoggerName()) ? 0 : ++sequence;
            write(event, number);
        } finally {
            lock.unlock();
        }
    }

    private void write(ILoggingEvent event, long number) {
        byte[] line;
        try {
            line = encode(new LineEvent(event, number), number);
        } catch (RuntimeException e) {
            if (spool != null) {
                spool.lose(
                        "a line of " + event.getLoggerName() + " cannot be written as JSON: " + e);
            }
            return;
        }
        var sent =
                number > 0
                        && spool != null
                        && spool.append(number, event.getTimeStamp(), withoutLineFeed(line));
        if (sent && !event.getLevel().isGreaterOrEqual(shownFrom)) {
            return;
        }
        // Looked up each time: tests and tools replace the stream.
        System.out.write(line, 0, line.length);
        System.out.flush();
    }

    private byte[] encode(LineEvent line, long number) {
        try {
            return encoder.encode(line);
        } catch (RuntimeException _) {
            // Two pairs of one name, or a value that cannot be written: the message is worth more
            // than the pairs.
            var bare = line.withoutPairs(number);
            // Boot's encoder keeps what it had written when it failed, and begins its thread's next
            // line with it.
            encoder.encode(bare);
            return encoder.encode(bare);
        }
    }

    private static boolean isUnsent(String logger) {
        for (var name : UNSENT) {
            if (logger.startsWith(name)
                    && (logger.length() == name.length() || logger.charAt(name.length()) == '.')) {
                return true;
            }
        }
        return false;
    }

    private static byte[] withoutLineFeed(byte[] line) {
        var end = line.length;
        while (end > 0 && (line[end - 1] == '\n' || line[end - 1] == '\r')) {
            end--;
        }
        return Arrays.copyOf(line, end);
    }
}
