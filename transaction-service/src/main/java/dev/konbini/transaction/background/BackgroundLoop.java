package dev.konbini.transaction.background;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Runs one step again and again on a thread of its own, from the start of the application to its
/// end.
///
/// A step that fails is run again after a pause that doubles from a quarter of a second to five
/// seconds. The first failure in a row is logged with its cause, and so is the recovery; what lies
/// between would only repeat it. Stopping waits for the step under way, within [#STOP_MAX]. It
/// comes after the web server has been drained, so what the last requests left behind is still
/// worked on.
public final class BackgroundLoop implements SmartLifecycle {

    /// After the web server: Boot drains and stops that in the phases above.
    static final int PHASE = DEFAULT_PHASE - 8192;

    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final Duration PAUSE_MIN = Duration.ofMillis(250);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);

    private final String name;
    private final Duration interval;
    private final Step step;
    private final Runnable close;

    private volatile @Nullable Thread thread;
    private volatile CountDownLatch stopping = new CountDownLatch(1);

    /// Makes a loop that is not running yet.
    ///
    /// @param interval between the end of a step and the start of the next; none for a step that
    ///   waits by itself, which must do so for no more than a second
    /// @param close run once on the loop's thread after the last step
    public BackgroundLoop(String name, Duration interval, Step step, Runnable close) {
        this.name = name;
        this.interval = interval;
        this.step = step;
        this.close = close;
    }

    /// One round of the work. It may take its time and may fail.
    @FunctionalInterface
    public interface Step {

        /// Does one round.
        ///
        /// @param stopping whether this is to be the last round, which must not wait for more to do
        void run(boolean stopping) throws Exception;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            stopping = new CountDownLatch(1);
            thread = Thread.ofVirtual().name(name).start(this::loop);
        }
    }

    @Override
    public synchronized void stop() {
        var running = thread;
        if (running == null) {
            return;
        }
        stopping.countDown();
        try {
            if (!running.join(STOP_MAX)) {
                log.warn(
                        "{} did not end within {}; what it left is in MongoDB and is taken up by others",
                        name,
                        STOP_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void loop() {
        var failurePause = Duration.ZERO;
        var pause = Duration.ZERO;
        try {
            boolean last;
            do {
                last = stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                failurePause = runOnce(last, failurePause);
                pause = failurePause.isZero() ? interval : failurePause;
            } while (!last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close.run();
        }
    }

    private Duration runOnce(boolean last, Duration failedBefore) throws InterruptedException {
        try {
            step.run(last);
            if (!failedBefore.isZero()) {
                log.info("{} works again", name);
            }
            return Duration.ZERO;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (failedBefore.isZero()) {
                log.warn("{} failed and is tried again until it works", name, e);
                return PAUSE_MIN;
            }
            var doubled = failedBefore.multipliedBy(2);
            return doubled.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : doubled;
        }
    }
}
