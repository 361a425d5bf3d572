package dev.konbini.telemetry.send;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;

/// Waits for what Kafka answers: for ever while the service runs, and when it stops until its time
/// is up, or not at all for a Kafka that is known to be silent.
final class Answers {

    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final long LOOK_EVERY_MILLIS = 50;

    private final Stopping stopping;
    private final BooleanSupplier silent;
    private final Runnable onSilence;

    /// @param silent whether Kafka is known not to answer
    /// @param onSilence called for each [#SILENCE] without an answer
    Answers(Stopping stopping, BooleanSupplier silent, Runnable onSilence) {
        this.silent = silent;
        this.stopping = stopping;
        this.onSilence = onSilence;
    }

    /// Returns the answer.
    ///
    /// @throws KafkaException Kafka's, or its client's, refusal
    /// @throws Unanswered the service stops, and there is none
    <T> T await(Future<T> answer) {
        var silentNanos = System.nanoTime();
        while (true) {
            try {
                return answer.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof KafkaException refusal
                        ? refusal
                        : new KafkaException(e.getCause());
            } catch (InterruptedException e) {
                throw new IllegalStateException(
                        "The sender's thread is nobody else's to interrupt", e);
            } catch (TimeoutException _) {
                var nowNanos = System.nanoTime();
                if (stopping.isOver() || (stopping.isRequested() && silent.getAsBoolean())) {
                    throw new Unanswered();
                }
                if (nowNanos - silentNanos > SILENCE.toNanos()) {
                    silentNanos = nowNanos;
                    onSilence.run();
                }
            }
        }
    }
}
