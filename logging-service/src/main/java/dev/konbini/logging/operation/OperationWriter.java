package dev.konbini.logging.operation;

import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Writes what this service does on record, in a thread of its own, so that nobody waits for it.
///
/// While Elasticsearch is away the last state of each operation waits in memory and is tried again.
/// What still waits when the service ends, or does not fit, is said in a log line instead.
@Component
final class OperationWriter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OperationWriter.class);
    private static final int WAITING_MAX = 1000;
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final OperationStore store;
    private final Map<String, Operation> waiting = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Thread thread;
    private boolean stopping;

    OperationWriter(OperationStore store) {
        this.store = store;
    }

    /// Takes the newest state of an operation.
    void write(Operation operation) {
        lock.lock();
        try {
            if (waiting.size() >= WAITING_MAX && !waiting.containsKey(operation.id().text())) {
                LOG.warn("No room to put an operation on record: {}", operation);
                return;
            }
            waiting.put(operation.id().text(), operation);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        lock.lock();
        try {
            stopping = false;
            thread = Thread.ofVirtual().name("operations").start(this::run);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        @Nullable Thread running;
        lock.lock();
        try {
            stopping = true;
            running = thread;
            thread = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (running != null && !running.join(FAREWELL)) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            waiting.values()
                    .forEach(operation ->
                            LOG.warn("An operation could not be put on record: {}", operation));
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        lock.lock();
        try {
            return thread != null;
        } finally {
            lock.unlock();
        }
    }

    /// Before everything else starts and after it has stopped, which may do something on record.
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1;
    }

    private void run() {
        try {
            while (true) {
                var next = next();
                if (next == null) {
                    return;
                }
                if (!put(next)) {
                    TimeUnit.MILLISECONDS.sleep(REST.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Operation next() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !stopping) {
                changed.await();
            }
            return waiting.isEmpty() ? null : waiting.values().iterator().next();
        } finally {
            lock.unlock();
        }
    }

    private boolean put(Operation operation) {
        try {
            store.put(operation);
        } catch (ElasticsearchUnavailable e) {
            LOG.debug("Operations wait to be put on record", e);
            return false;
        } catch (ElasticsearchRefusal e) {
            LOG.warn("Elasticsearch refuses an operation: {}: {}", operation, e.getMessage());
        }
        lock.lock();
        try {
            // A newer state that came meanwhile stays.
            waiting.remove(operation.id().text(), operation);
        } finally {
            lock.unlock();
        }
        return true;
    }
}
