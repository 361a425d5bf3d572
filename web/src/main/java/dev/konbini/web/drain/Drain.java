package dev.konbini.web.drain;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Holds a stopping replica back for a moment before anything in it stops.
///
/// Spring Boot refuses readiness as soon as the context begins to close; this is the first of the
/// lifecycle to be stopped, so consumers, executors and the web server all still run while it
/// waits.
final class Drain implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final DrainProperties properties;
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean running;
    private volatile boolean draining;

    Drain(DrainProperties properties) {
        this.properties = properties;
    }

    /// Whether the replica was told to stop.
    boolean draining() {
        return draining;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        draining = true;
        LOG.info("Draining: unready, serving on for {} ms", properties.unreadyFor().toMillis());
        try {
            var _ = never.await(properties.unreadyFor().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// First to stop, last to start.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
