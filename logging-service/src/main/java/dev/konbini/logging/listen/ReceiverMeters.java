package dev.konbini.logging.listen;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what a receiver takes, refuses, holds back and loses, as `konbini.receiver.*` with the
/// tag `protocol`.
///
/// What is refused or lost is logged too, at most once in ten seconds, so that nobody can fill the
/// log with it.
public final class ReceiverMeters {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiverMeters.class);
    private static final long LOG_NANOS = 10_000_000_000L;

    private final MeterRegistry registry;
    private final String protocol;
    private final AtomicLong loggedAt = new AtomicLong(System.nanoTime() - LOG_NANOS);

    public ReceiverMeters(MeterRegistry registry, String protocol) {
        this.registry = registry;
        this.protocol = protocol;
    }

    public void taken(int lines) {
        registry.counter("konbini.receiver.lines", "protocol", protocol).increment(lines);
    }

    /// The sender has to wait once more.
    public void pushedBack() {
        registry.counter("konbini.receiver.pushed.back", "protocol", protocol).increment();
    }

    /// A connection or a datagram was refused.
    ///
    /// @param reason one word or a few with hyphens
    public void refused(String reason, String peer) {
        count("refused", reason, 1);
        if (mayLog()) {
            LOG.warn("Refused {} from {}: {}", protocol, peer, reason);
        }
    }

    /// Lines were lost that nobody will send again.
    public void lost(String reason, long lines) {
        count("lost", reason, lines);
        if (mayLog()) {
            LOG.warn("Lost {} lines of {}: {}", lines, protocol, reason);
        }
    }

    void countConnections(IntSupplier connections) {
        Gauge.builder("konbini.receiver.connections", connections, IntSupplier::getAsInt)
                .tag("protocol", protocol)
                .strongReference(true)
                .register(registry);
    }

    private void count(String what, String reason, long amount) {
        registry.counter("konbini.receiver." + what, "protocol", protocol, "reason", reason)
                .increment((double) amount);
    }

    private boolean mayLog() {
        var now = System.nanoTime();
        var last = loggedAt.get();
        return now - last >= LOG_NANOS && loggedAt.compareAndSet(last, now);
    }
}
