package dev.konbini.logging.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Counts what alerts do, and how far behind they are.
@Component
final class AlertMeters {

    private final MeterRegistry metrics;
    private final Clock clock;
    private volatile Instant dueSince;

    AlertMeters(MeterRegistry metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
        this.dueSince = clock.instant();
        Gauge.builder("konbini.alerts.behind", this, AlertMeters::behindSeconds)
                .description(
                        "How long the window that waits longest has been due to be judged, or how"
                                + " long that has not been known, in seconds")
                .baseUnit("seconds")
                .register(metrics);
    }

    /// Notes how long the window that waits longest has been due by now. It grows by itself, so
    /// that it does not look as if all were well while nobody can see what is due.
    void behind(Duration longest) {
        dueSince = clock.instant().minus(longest);
    }

    private double behindSeconds() {
        return Duration.between(dueSince, clock.instant()).toMillis() / 1000.0;
    }

    void happened(Occurrence occurrence) {
        metrics.counter("konbini.alerts.occurrences", "kind", occurrence.kind().label())
                .increment();
    }

    void told(String outcome) {
        metrics.counter("konbini.alerts.deliveries", "outcome", outcome).increment();
    }
}
