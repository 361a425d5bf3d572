package dev.konbini.telemetry.send;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A request to stop, with the time that is left until then.
final class Stopping {

    private final CountDownLatch requested = new CountDownLatch(1);
    private volatile long deadlineNanos;

    void request(Duration patience) {
        deadlineNanos = System.nanoTime() + patience.toNanos();
        requested.countDown();
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /// Whether the stop was requested and its time is up.
    boolean isOver() {
        return isRequested() && System.nanoTime() - deadlineNanos >= 0;
    }

    /// Waits, but not into the stop. Returns whether the stop was requested.
    boolean pause(Duration time) {
        try {
            return requested.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("The sender's thread is nobody else's to interrupt", e);
        }
    }
}
