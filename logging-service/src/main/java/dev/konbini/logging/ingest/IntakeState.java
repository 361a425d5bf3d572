package dev.konbini.logging.ingest;

import dev.konbini.logging.deadletter.DeadLetter;
import dev.konbini.logging.deadletter.DeadLettersRefused;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the intake of one topic fares, for its metrics, its health and, at turning points only, its
/// log.
///
/// Its log lines come back to it as records. So it logs once when waiting begins and once when it
/// ends, and of dead letters once a minute at most, without a word of what was in them.
final class IntakeState {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeState.class);
    private static final Duration DEAD_LETTER_NEWS = Duration.ofMinutes(1);

    private final String stream;
    private final Clock clock;
    private final DistributionSummary batches;
    private final Timer take;
    private final Timer read;
    private final Timer bulk;
    private final Counter stored;
    private final Counter repeated;
    private final Counter dead;
    private final AtomicReference<@Nullable Waiting> waiting = new AtomicReference<>();
    private final AtomicReference<Instant> deadLettersTold = new AtomicReference<>(Instant.MIN);

    IntakeState(String stream, MeterRegistry metrics, Clock clock) {
        this.stream = stream;
        this.clock = clock;
        batches =
                DistributionSummary.builder("konbini.ingest.batch")
                        .description("Records in a batch")
                        .tag("stream", stream)
                        .register(metrics);
        take = timer("take", "Time from a batch's arrival until it may be committed", metrics);
        read = timer("read", "Time to read the records of a batch", metrics);
        bulk = timer("bulk", "Time Elasticsearch takes for a batch", metrics);
        stored = counter("stored", metrics);
        repeated = counter("repeated", metrics);
        dead = counter("dead-lettered", metrics);
        Gauge.builder("konbini.ingest.waiting", this, state -> state.waitingSince() == null ? 0 : 1)
                .description("1 while a batch waits for Elasticsearch or Kafka to take it")
                .tag("stream", stream)
                .register(metrics);
    }

    String stream() {
        return stream;
    }

    /// Since when a batch waits and why; null while none does.
    @Nullable Waiting waitingSince() {
        return waiting.get();
    }

    /// All that is done with a batch, whether it succeeds or not.
    void taking(Runnable work) {
        take.record(work);
    }

    <T> T reading(Supplier<T> work) {
        return read.record(work);
    }

    <T> T writing(Supplier<T> work) {
        return bulk.record(work);
    }

    void taken(int stored, int repeated, List<DeadLetter> letters) {
        this.stored.increment(stored);
        this.repeated.increment(repeated);
        dead.increment(letters.size());
        batches.record((double) stored + repeated + letters.size());
        var now = clock.instant();
        var told = deadLettersTold.get();
        if (!letters.isEmpty()
                && told.isBefore(now.minus(DEAD_LETTER_NEWS))
                && deadLettersTold.compareAndSet(told, now)) {
            LOG.warn(
                    "{} records of {} cannot be indexed and are kept as dead letters, the first is"
                            + " {} because of {}",
                    letters.size(),
                    stream,
                    letters.getFirst().place(),
                    letters.getFirst().type());
        }
    }

    void waiting(RuntimeException reason) {
        var begins =
                waiting.compareAndSet(
                        null, new Waiting(clock.instant(), String.valueOf(reason.getMessage())));
        if (!begins) {
            return;
        }
        if (reason instanceof ElasticsearchUnavailable || reason instanceof DeadLettersRefused) {
            LOG.warn("The {} wait in Kafka, nothing is lost: {}", stream, reason.getMessage());
        } else {
            LOG.error("The {} wait in Kafka because of a fault of ours", stream, reason);
        }
    }

    void running() {
        var ended = waiting.getAndSet(null);
        if (ended != null) {
            LOG.info(
                    "The {} flow again after {} s",
                    stream,
                    Duration.between(ended.since(), clock.instant()).toSeconds());
        }
    }

    private Timer timer(String part, String description, MeterRegistry metrics) {
        return Timer.builder("konbini.ingest." + part)
                .description(description)
                .tag("stream", stream)
                .register(metrics);
    }

    private Counter counter(String outcome, MeterRegistry metrics) {
        return Counter.builder("konbini.ingest.records")
                .description("Records taken in, by what became of them")
                .tag("stream", stream)
                .tag("outcome", outcome)
                .register(metrics);
    }

    /// A batch has to wait.
    record Waiting(Instant since, String reason) {}
}
