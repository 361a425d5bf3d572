package dev.konbini.logging.metricintake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/// Counts what senders lost.
@Component
final class IntakeCounters {

    private final MeterRegistry metrics;

    IntakeCounters(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /// `count` lines, or parts of one, are none.
    void unreadable(String source, long count) {
        lost(source, "unreadable", count);
    }

    /// `count` lines, packets or connections were not taken.
    void lost(String source, String reason, long count) {
        Counter.builder("konbini.metrics.intake.lost")
                .description("What senders sent in vain, by reason")
                .tag("source", source)
                .tag("reason", reason)
                .register(metrics)
                .increment((double) count);
    }

    <T> void watch(
            String name, String description, String source, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value)
                .description(description)
                .tag("source", source)
                .register(metrics);
    }
}
