package dev.konbini.logging.tail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// Counts who tails and what becomes of it.
@Component
public final class TailMeters {

    private final AtomicLong lag = new AtomicLong();
    private final Counter given;
    private final Map<Passed, Counter> passed = new EnumMap<>(Passed.class);

    TailMeters(MeterRegistry metrics, Tailers tailers) {
        Gauge.builder("konbini.tail.tailers", tailers, Tailers::count)
                .description("Clients that tail at this replica")
                .register(metrics);
        Gauge.builder("konbini.tail.lag", lag, AtomicLong::get)
                .description("Lines that the tail has not read yet; 0 while nobody tails")
                .register(metrics);
        given =
                Counter.builder("konbini.tail.lines")
                        .description("Lines given to tailing clients")
                        .register(metrics);
        for (var reason : Passed.values()) {
            passed.put(
                    reason,
                    Counter.builder("konbini.tail.skipped")
                            .description("Lines passed over, by why; each client was told")
                            .tag("reason", reason.label())
                            .register(metrics));
        }
    }

    /// The reader is so many lines behind.
    public void lag(long lines) {
        lag.set(lines);
    }

    void given() {
        given.increment();
    }

    void passed(Passed reason, long lines) {
        Objects.requireNonNull(passed.get(reason)).increment((double) lines);
    }
}
