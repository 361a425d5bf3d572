package dev.konbini.bench.stand;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.task.Tasks;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what others do.
public final class Waiting {

    private Waiting() {}

    /// Returns at `due`, of [System#nanoTime]; at once where that is past.
    public static void until(long due) {
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }

    /// Returns when `condition` holds, asking again and again.
    ///
    /// @throws Refusal if it does not within `limit`
    public static void until(Duration limit, Duration poll, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw Refusal.failed(
                        "What was waited for did not come within %d s."
                                .formatted(limit.toSeconds()));
            }
            Tasks.pause(poll);
        }
    }
}
