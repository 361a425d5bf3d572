package dev.konbini.logging.door;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Service;

/// Takes lines however long it takes, for receivers whose senders wait meanwhile: who does not read
/// on fills the sender's TCP window.
@Service
public final class KeepTaking {

    /// A sender that waits is to go on soon after it can.
    private static final Duration WAIT_MAX = Duration.ofSeconds(1);

    private final TakeLines takeLines;
    private final CountDownLatch never = new CountDownLatch(1);

    KeepTaking(TakeLines takeLines) {
        this.takeLines = takeLines;
    }

    /// Takes the lines, trying again for as long as they are over the tenant's quota or Kafka does
    /// not take them. What is tried again is the same lines under the same ids, so give ids.
    ///
    /// @return true when Kafka has them all; false if the thread was interrupted before, and then
    ///   some may be in Kafka
    public boolean take(TakeLines.Command command, Runnable onPushBack) {
        while (!Thread.currentThread().isInterrupted()) {
            var wait =
                    switch (takeLines.take(command.copy())) {
                        case TakeLines.Outcome.Taken _ -> Duration.ZERO;
                        case TakeLines.Outcome.OverQuota(var after) -> after;
                        case TakeLines.Outcome.Unavailable(var after) -> after;
                    };
            if (wait.isZero()) {
                return true;
            }
            onPushBack.run();
            rest(wait.compareTo(WAIT_MAX) < 0 ? wait : WAIT_MAX);
        }
        return false;
    }

    private void rest(Duration wait) {
        try {
            var _ = never.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
