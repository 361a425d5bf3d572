package dev.konbini.logging.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// How the intake of points fares, for its metrics, its health and, at turning points only, its
/// log. Waiting is this service doing its work, so it is never down for it.
@Component("metrics")
final class PointIntakeState implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(PointIntakeState.class);

    private final Clock clock;
    private final Timer write;
    private final Counter kept;
    private final Counter outrun;
    private final Counter expired;
    private final Counter beyond;
    private final Counter superseded;
    private final AtomicReference<@Nullable Waiting> waiting = new AtomicReference<>();

    PointIntakeState(MeterRegistry metrics, Clock clock) {
        this.clock = clock;
        write =
                Timer.builder("konbini.metrics.write")
                        .description("Time Elasticsearch takes for a batch of points")
                        .register(metrics);
        kept = counter("kept", metrics);
        outrun = counter("outrun", metrics);
        expired = counter("expired", metrics);
        beyond = counter("beyond-series-max", metrics);
        superseded = counter("superseded", metrics);
        Gauge.builder("konbini.metrics.waiting", this, state -> state.waiting.get() == null ? 0 : 1)
                .description("1 while a batch of points waits for Elasticsearch or Kafka")
                .register(metrics);
    }

    private static Counter counter(String outcome, MeterRegistry metrics) {
        return Counter.builder("konbini.metrics.points")
                .description("Points taken out of Kafka, by what became of them")
                .tag("outcome", outcome)
                .register(metrics);
    }

    <T> T timed(Supplier<T> work) {
        return write.record(work);
    }

    /// @param received of all records
    /// @param written one for each series and slot
    /// @param outrun of those written, were there already or later
    /// @param expired too old
    /// @param beyond of series beyond their tenant's number
    void taken(int received, int written, int outrun, int expired, int beyond) {
        kept.increment(written - outrun);
        this.outrun.increment(outrun);
        this.expired.increment(expired);
        this.beyond.increment(beyond);
        superseded.increment(received - written - expired - beyond);
        if (beyond > 0) {
            LOG.debug("{} points are of series beyond their tenant's number", beyond);
        }
    }

    void waiting(RuntimeException reason) {
        if (waiting.compareAndSet(
                null, new Waiting(clock.instant(), String.valueOf(reason.getMessage())))) {
            LOG.warn("Points wait in Kafka, nothing is lost: {}", reason.getMessage());
        }
    }

    void running() {
        var ended = waiting.getAndSet(null);
        if (ended != null) {
            LOG.info(
                    "Points flow again after {} s",
                    Duration.between(ended.since(), clock.instant()).toSeconds());
        }
    }

    @Override
    public Health health() {
        var waits = waiting.get();
        return Health.up().withDetail("points", waits == null ? "flowing" : waits).build();
    }

    /// A batch has to wait.
    record Waiting(Instant since, String reason) {}
}
