package dev.konbini.cli.upgrade;

import dev.konbini.cli.task.Tasks;
import dev.konbini.cli.terminal.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Hears that this program is to end, by Ctrl-C or SIGTERM, and keeps it from ending until what it
/// has begun is in order: gone back, cleared away, reported.
final class Interruption implements AutoCloseable {

    private final CountDownLatch heard = new CountDownLatch(1);
    private final CountDownLatch inOrder = new CountDownLatch(1);

    /// Begins to listen.
    static Interruption listen(Progress progress) {
        var interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.interrupt(progress)));
        return interruption;
    }

    /// Has those who ask stop, and returns when all is in order; at once where it is already.
    void interrupt(Progress progress) {
        if (inOrder.getCount() == 0) {
            return;
        }
        progress.say("Stopping, and bringing back what has been replaced …");
        heard.countDown();
        try {
            inOrder.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Why what is being done has to stop; empty while it need not.
    Optional<String> complaint() {
        return heard.getCount() == 0
                ? Optional.of("this command was interrupted")
                : Optional.empty();
    }

    /// Does nothing for a while, or until it is heard.
    void pause(Duration duration) {
        try {
            var _ = heard.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }

    /// Says that all is in order.
    @Override
    public void close() {
        inOrder.countDown();
    }
}
