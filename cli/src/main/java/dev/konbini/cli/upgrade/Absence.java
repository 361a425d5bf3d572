package dev.konbini.cli.upgrade;

import dev.konbini.cli.traffic.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// When Elasticsearch was away, and which failures come of it: those of the steps that look into
/// it, at that time and shortly after.
final class Absence {

    private static final Set<String> STEPS = Set.of("search", "logs");

    /// How long the services may take to notice that it is back: a breaker asks again after a
    /// second, and the first answers of an Elasticsearch that has just started are slow.
    static final Duration NOTICED = Duration.ofSeconds(10);

    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private volatile Instant lastsSince = Instant.MAX;

    private record Span(Instant from, Instant until) {

        boolean meets(Instant from, Instant until) {
            return !until.isBefore(this.from) && !from.isAfter(this.until);
        }
    }

    void begin() {
        lastsSince = Instant.now();
    }

    void end() {
        spans.add(new Span(lastsSince, Instant.now().plus(NOTICED)));
        lastsSince = Instant.MAX;
    }

    boolean explains(Exchange failed) {
        if (!STEPS.contains(failed.step())) {
            return false;
        }
        var until = failed.at().plus(failed.took());
        return !until.isBefore(lastsSince)
                || spans.stream().anyMatch(span -> span.meets(failed.at(), until));
    }
}
