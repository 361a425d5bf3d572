package dev.konbini.logging.metric;

import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Rolls up every few seconds, on every replica; whichever has the lease does the work.
@Component
final class RollUpTask implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RollUpTask.class);

    private final RollUp rollUp;
    private final MetricProperties properties;
    private @Nullable Thread thread;

    RollUpTask(RollUp rollUp, MetricProperties properties) {
        this.rollUp = rollUp;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        thread = Thread.ofVirtual().name("roll-up").start(this::work);
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

    private void work() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(properties.rollUpEvery());
                rollUp.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ElasticsearchUnavailable | ElasticsearchRefusal e) {
                LOG.debug("Nothing can be rolled up at the moment", e);
            }
        }
    }
}
