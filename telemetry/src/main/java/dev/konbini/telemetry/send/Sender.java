package dev.konbini.telemetry.send;

import dev.konbini.telemetry.spool.Spool;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Sends lines and heartbeats from the context's start to its stop: first to start and last to
/// stop, so that the lines about everything else's start and stop are sent too.
///
/// Starting waits for nothing. Stopping waits until all lines are sent, at most the flush timeout,
/// and not at all for a Kafka that does not answer; what is left stays in the spool for the
/// service's next process.
public final class Sender implements SmartLifecycle {

    private final @Nullable Spool spool;
    private final Topics topics;
    private final Heartbeats heartbeats;
    private final Duration flushTimeout;
    private final AtomicLong linesSent = new AtomicLong();
    private @Nullable Running running;

    /// @param spool null for a context without one, which then sends nothing
    /// @param kafka how to reach Kafka, in its client's own words
    public Sender(
            @Nullable Spool spool,
            String logsTopic,
            String heartbeatsTopic,
            Map<String, Object> kafka,
            Heartbeats heartbeats,
            Duration flushTimeout) {
        this.spool = spool;
        this.topics = new Topics(logsTopic, heartbeatsTopic, kafka);
        this.heartbeats = heartbeats;
        this.flushTimeout = flushTimeout;
    }

    @Override
    public synchronized void start() {
        if (running == null && spool != null) {
            var stopping = new Stopping();
            var thread =
                    Thread.ofPlatform()
                            .name("telemetry-sender")
                            .daemon()
                            .start(new Delivery(spool, topics, heartbeats, stopping, linesSent));
            running = new Running(stopping, thread);
        }
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.stop(flushTimeout);
            running = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    /// Returns how many lines Kafka has acknowledged since this process started.
    public long linesSent() {
        return linesSent.get();
    }

    private record Running(Stopping stopping, Thread thread) {

        /// The longest that a call of Kafka's client takes in the sender's thread.
        private static final Duration CALL_MAX = Duration.ofSeconds(3);

        void stop(Duration flushTimeout) {
            stopping.request(flushTimeout);
            try {
                thread.join(flushTimeout.plus(CALL_MAX));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
