package dev.konbini.logging.metricintake;

import dev.konbini.logging.listen.Room;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Opens the sockets whose ports are set, when everything else runs, and closes them first.
///
/// A port that another process has is asked for again until it is free: in an upgrade the replica
/// before may still have it, and everything else of this one works without.
@Component
final class MetricSockets implements SmartLifecycle {

    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1;

    private static final Logger LOG = LoggerFactory.getLogger(MetricSockets.class);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final MetricIntakeProperties properties;
    private final GraphiteLines graphite;
    private final StatsdLines statsd;
    private final Room room;
    private final IntakeCounters counters;
    private final List<AutoCloseable> open = new ArrayList<>();
    private boolean running;
    private int graphitePort = -1;
    private int statsdPort = -1;

    MetricSockets(
            MetricIntakeProperties properties,
            GraphiteLines graphite,
            StatsdLines statsd,
            Room room,
            IntakeCounters counters) {
        this.properties = properties;
        this.graphite = graphite;
        this.statsd = statsd;
        this.room = room;
        this.counters = counters;
    }

    /// Where Graphite lines come in; -1 if nowhere.
    synchronized int graphitePort() {
        return graphitePort;
    }

    /// Where StatsD comes in; -1 if nowhere.
    synchronized int statsdPort() {
        return statsdPort;
    }

    @Override
    public synchronized void start() {
        running = true;
        if (isLate()) {
            Thread.ofVirtual().name("metric-sockets").start(this::openLater);
        }
    }

    private void openLater() {
        try {
            do {
                Thread.sleep(AGAIN);
            } while (isLate());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isLate() {
        if (!running) {
            return false;
        }
        // Each is tried, whatever becomes of the other.
        var graphiteIsOpen = openGraphite();
        var statsdIsOpen = openStatsd();
        return !graphiteIsOpen || !statsdIsOpen;
    }

    private boolean openGraphite() {
        if (graphitePort < 0) {
            graphitePort = open("graphite", properties.graphitePort(), graphite);
        }
        return graphitePort >= 0 || properties.graphitePort() == null;
    }

    private boolean openStatsd() {
        if (statsdPort < 0) {
            statsdPort = open("statsd", properties.statsdPort(), statsd);
        }
        return statsdPort >= 0 || properties.statsdPort() == null;
    }

    private int open(String source, @Nullable Integer port, LineTaker taker) {
        if (port == null) {
            return -1;
        }
        try {
            var tcp = new LineServer(source, port, properties, taker, room, counters);
            try {
                open.add(new PacketServer(source, tcp.port(), properties, taker, counters));
            } catch (IOException e) {
                tcp.close();
                throw e;
            }
            open.add(tcp);
            LOG.info(
                    "Taking {} on {}:{} over TCP and UDP, from whoever reaches it",
                    source,
                    properties.address(),
                    tcp.port());
            return tcp.port();
        } catch (IOException e) {
            LOG.warn("Port {} for {} is not to be had yet: {}", port, source, e.getMessage());
            return -1;
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        for (var socket : open) {
            try {
                socket.close();
            } catch (Exception e) {
                LOG.debug("A socket could not be closed", e);
            }
        }
        open.clear();
        graphitePort = -1;
        statsdPort = -1;
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
