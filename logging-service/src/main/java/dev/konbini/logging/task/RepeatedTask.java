package dev.konbini.logging.task;

import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Something that a replica does again and again while it runs, in a thread of its own. Whatever
/// goes wrong, the next time comes.
public abstract class RepeatedTask implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedTask.class);

    private final String name;
    private final Duration first;
    private final Duration pause;
    private @Nullable Thread thread;

    /// @param name what it is called in the log
    /// @param first how long after the start the first time comes: not at once, unless others wait
    ///   for it, as a replica that starts has enough to do
    /// @param pause between each time and the next
    protected RepeatedTask(String name, Duration first, Duration pause) {
        this.name = name;
        this.first = first;
        this.pause = pause;
    }

    /// Does it once.
    ///
    /// @throws ElasticsearchUnavailable where it has to wait for the next time
    protected abstract void doOnce();

    @Override
    public synchronized void start() {
        thread = Thread.ofVirtual().name(name).start(this::repeat);
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void repeat() {
        rest(first);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                doOnce();
            } catch (ElasticsearchUnavailable | ElasticsearchRefusal e) {
                LOG.debug("{} has to wait", name, e);
            } catch (RuntimeException e) {
                if (!Thread.currentThread().isInterrupted()) {
                    LOG.error("{} met a fault of ours, and goes on", name, e);
                }
            }
            rest(pause);
        }
    }

    private static void rest(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
