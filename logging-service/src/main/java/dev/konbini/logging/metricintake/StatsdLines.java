package dev.konbini.logging.metricintake;

import dev.konbini.logging.metric.MetricProperties;
import dev.konbini.logging.metric.Point;
import dev.konbini.logging.metric.TakePoints;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Takes StatsD's values, and flushes them as points every few seconds and when the service stops.
///
/// Until then they are in this replica's memory alone: that is StatsD's protocol. Flushes that
/// Kafka does not take wait, in order, up to half a million points; beyond that the oldest is
/// dropped and counted.
@Component
final class StatsdLines implements LineTaker, SmartLifecycle {

    private static final String SOURCE = "statsd";
    private static final int WAITING_POINTS_MAX = 500_000;

    private final TakePoints takePoints;
    private final MetricProperties properties;
    private final IntakeCounters counters;
    private final Duration interval;
    private final Clock clock;
    private final StatsdBuckets buckets;
    private final Deque<List<Point>> waiting = new ArrayDeque<>();
    private int waitingPoints;
    private @Nullable Thread thread;

    StatsdLines(
            TakePoints takePoints,
            MetricProperties properties,
            MetricIntakeProperties intake,
            IntakeCounters counters,
            Clock clock) {
        this.takePoints = takePoints;
        this.properties = properties;
        this.counters = counters;
        this.interval = intake.flushInterval();
        this.clock = clock;
        this.buckets = new StatsdBuckets(intake.namesMax());
    }

    @Override
    public void take(List<String> lines) {
        var now = clock.instant().getEpochSecond();
        for (var line : lines) {
            var read = StatsdLine.parse(line);
            if (read.unreadable() > 0) {
                counters.unreadable(SOURCE, read.unreadable());
            }
            for (var value : read.values()) {
                if (!buckets.add(value, now)) {
                    counters.lost(SOURCE, "too-many-names-or-values", 1);
                }
            }
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(interval);
                flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void flush() {
        var points = buckets.flush(clock.instant().getEpochSecond(), interval.toMillis() / 1000.0);
        if (!points.isEmpty()) {
            waiting.addLast(points);
            waitingPoints += points.size();
        }
        while (waitingPoints > WAITING_POINTS_MAX) {
            counters.lost(SOURCE, "flush", remove());
        }
        while (!waiting.isEmpty()
                && takePoints.take(
                                new TakePoints.Command(
                                        properties.tenant(), SOURCE, waiting.getFirst()))
                        instanceof TakePoints.Outcome.Taken) {
            remove();
        }
    }

    private int remove() {
        var points = waiting.removeFirst().size();
        waitingPoints -= points;
        return points;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("statsd-flush").start(this::run);
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
            flush();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /// Stops after the sockets, so that what they read last is flushed.
    @Override
    public int getPhase() {
        return MetricSockets.PHASE - 1;
    }
}
