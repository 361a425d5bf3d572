package dev.konbini.logging.staging.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// How the feed of staging fares, for its metrics and, at turning points only, its log: its log
/// lines come back to it as lines.
@Component
final class FeedMeters {

    private static final Logger LOG = LoggerFactory.getLogger(FeedMeters.class);

    private final Clock clock;
    private final Counter fed;
    private final Counter passedOver;
    private final Counter unmaskable;
    private final Counter refused;
    private final Counter expired;
    private volatile long lag;
    private volatile @Nullable Instant waitingSince;

    FeedMeters(MeterRegistry metrics, Clock clock) {
        this.clock = clock;
        fed = counter("fed", metrics);
        passedOver = counter("passed-over", metrics);
        unmaskable = counter("unmaskable", metrics);
        refused = counter("refused", metrics);
        expired =
                Counter.builder("konbini.staging.jumps")
                        .description("Times that lines expired before they could be fed")
                        .register(metrics);
        Gauge.builder("konbini.staging.lag", this, meters -> meters.lag)
                .description("Lines that this replica has still to read for staging")
                .register(metrics);
        Gauge.builder(
                        "konbini.staging.waiting",
                        this,
                        meters -> meters.waitingSince == null ? 0 : 1)
                .description("1 while lines wait for staging to take them")
                .register(metrics);
    }

    void done(Batch batch, int refused) {
        fed.increment((double) batch.chosen().size() - refused);
        passedOver.increment(batch.passedOver());
        unmaskable.increment(batch.unmaskable());
        this.refused.increment(refused);
        var since = waitingSince;
        if (since != null) {
            waitingSince = null;
            LOG.info(
                    "Staging is fed again after {} s",
                    Duration.between(since, clock.instant()).toSeconds());
        }
    }

    void lag(long lines) {
        lag = lines;
    }

    void waiting(RuntimeException reason) {
        if (waitingSince == null) {
            waitingSince = clock.instant();
            LOG.warn(
                    "Staging is not fed; its lines wait in Kafka and production does not: {}",
                    reason.getMessage());
        }
    }

    void expired() {
        expired.increment();
        LOG.warn("Lines expired before staging could be fed with them; the feed goes on behind");
    }

    private static Counter counter(String outcome, MeterRegistry metrics) {
        return Counter.builder("konbini.staging.lines")
                .description("Lines that were read for staging, by what became of them")
                .tag("outcome", outcome)
                .register(metrics);
    }
}
