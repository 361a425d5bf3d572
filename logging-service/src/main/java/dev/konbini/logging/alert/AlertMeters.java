package dev.konbini.logging.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// Counts what alerts do, and how far behind they are.
@Component
final class AlertMeters {

    private final MeterRegistry metrics;
    private final AtomicLong behindMillis = new AtomicLong();

    AlertMeters(MeterRegistry metrics) {
        this.metrics = metrics;
        Gauge.builder("konbini.alerts.behind", behindMillis, millis -> millis.get() / 1000.0)
                .description(
                        "How long the window that waits longest has been due to be judged, in"
                                + " seconds")
                .baseUnit("seconds")
                .register(metrics);
    }

    void behind(Duration longest) {
        behindMillis.set(longest.toMillis());
    }

    void happened(Occurrence occurrence) {
        metrics.counter("konbini.alerts.occurrences", "kind", occurrence.kind().label())
                .increment();
    }

    void told(String outcome) {
        metrics.counter("konbini.alerts.deliveries", "outcome", outcome).increment();
    }
}
