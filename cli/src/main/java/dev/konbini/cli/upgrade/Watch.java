package dev.konbini.cli.upgrade;

import dev.konbini.cli.traffic.Exchange;
import dev.konbini.cli.traffic.Latencies;
import dev.konbini.cli.traffic.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Says when journeys suffer so much that an upgrade must not go on.
///
/// @param window how far back requests are looked at
/// @param latencyMax what 99 of 100 requests must stay below
/// @param excused failures that are no reason to
record Watch(
        Observed observed,
        Duration window,
        Duration latencyMax,
        Predicate<Exchange> excused,
        Interruption interruption) {

    private static final Duration WINDOW_MIN = Duration.ofSeconds(10);

    /// Below this many requests in the window its 99th percentile says nothing.
    private static final int REQUESTS_MIN = 100;

    /// Watches requests that come at a set rate: over ten seconds, or as long as twice the least
    /// number of them takes.
    static Watch at(
            int requestsPerSecond,
            Observed observed,
            Duration latencyMax,
            Predicate<Exchange> excused,
            Interruption interruption) {
        var enough = Duration.ofSeconds(Math.ceilDiv(2 * REQUESTS_MIN, requestsPerSecond));
        var window = enough.compareTo(WINDOW_MIN) > 0 ? enough : WINDOW_MIN;
        return new Watch(observed, window, latencyMax, excused, interruption);
    }

    /// What failed and should not have.
    List<Exchange> failures() {
        return observed.failures().stream().filter(excused.negate()).toList();
    }

    /// Why the upgrade has to stop; empty while all is well.
    Optional<String> complaint() {
        return interruption.complaint().or(this::suffering);
    }

    private Optional<String> suffering() {
        var failures = failures();
        if (!failures.isEmpty()) {
            var first = failures.getFirst();
            return Optional.of(
                    "the request \"%s\" failed at %s: %s"
                            .formatted(first.step(), first.at(), first.failure()));
        }
        var now = Instant.now();
        var latencies = Latencies.of(observed.between(now.minus(window), now));
        if (latencies.requests() >= REQUESTS_MIN && latencies.p99() > latencyMax.toMillis()) {
            return Optional.of(
                    "of the last %d seconds' requests one in a hundred took longer than %.0f ms; the bound is %d ms"
                            .formatted(window.toSeconds(), latencies.p99(), latencyMax.toMillis()));
        }
        return Optional.empty();
    }
}
