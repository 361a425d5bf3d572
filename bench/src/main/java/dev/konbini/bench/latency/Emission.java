package dev.konbini.bench.latency;

import dev.konbini.bench.corpus.Corpus;
import dev.konbini.bench.stand.LineTopic;
import dev.konbini.bench.stand.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Sends the lines of a corpus at an even rate, each with the present time, and remembers when.
final class Emission implements Runnable {

    private static final double SECOND_NANOS = 1e9;

    private final LineTopic topic;
    private final Corpus corpus;
    private final String tenant;
    private final int rate;
    private final AtomicLongArray nanos;
    private final AtomicReferenceArray<@Nullable Instant> times;

    /// @param rate lines a second
    Emission(LineTopic topic, Corpus corpus, String tenant, int rate) {
        this.topic = topic;
        this.corpus = corpus;
        this.tenant = tenant;
        this.rate = rate;
        this.nanos = new AtomicLongArray(corpus.lines());
        this.times = new AtomicReferenceArray<>(corpus.lines());
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        for (int number = 0; number < corpus.lines(); number++) {
            Waiting.until(start + (long) (number * SECOND_NANOS / rate));
            emit(number);
        }
    }

    private void emit(int number) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var line = corpus.line(number, now);
        nanos.set(number, System.nanoTime());
        times.set(number, now);
        topic.send(number, now.toEpochMilli(), tenant, corpus.id(number), line);
    }

    /// What the line's `@timestamp` is; null while it has not been sent.
    @Nullable Instant time(int number) {
        return times.get(number);
    }

    /// Whether the last line was sent more than `limit` ago.
    boolean endedBefore(Duration limit) {
        long last = nanos.get(corpus.lines() - 1);
        return last != 0 && System.nanoTime() - last > limit.toNanos();
    }

    /// When the line was sent, of [System#nanoTime].
    long nanos(int number) {
        return nanos.get(number);
    }
}
