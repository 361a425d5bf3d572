package dev.konbini.logging.task;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// What a replica does once, because somebody asked for it, and that takes longer than an answer
/// may: each in a thread of its own. A replica that ends waits for each to come to a stop.
@Component
public final class BackgroundTasks implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundTasks.class);
    private static final Duration FAREWELL = Duration.ofSeconds(25);

    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    /// Begins `task`.
    ///
    /// @param name what its thread is called
    /// @param task is given what opens when it has to come to a stop
    public void begin(String name, Consumer<CountDownLatch> task) {
        var thread = Thread.ofVirtual().name(name).unstarted(() -> run(task));
        running.add(thread);
        thread.start();
    }

    private void run(Consumer<CountDownLatch> task) {
        try {
            task.accept(stopped);
        } finally {
            running.remove(Thread.currentThread());
        }
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
    }

    /// Has all come to a stop, and waits for that.
    @Override
    public void stop() {
        stopped.countDown();
        for (var thread : running) {
            try {
                if (!thread.join(FAREWELL)) {
                    LOG.warn("The {} did not end within {}", thread.getName(), FAREWELL);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }
}
