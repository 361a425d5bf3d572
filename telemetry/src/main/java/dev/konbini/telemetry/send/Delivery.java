package dev.konbini.telemetry.send;

import dev.konbini.telemetry.spool.Backlog;
import dev.konbini.telemetry.spool.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sender's work from start to stop: first what dead processes left, then this one's lines, and
/// heartbeats in between.
final class Delivery implements Runnable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Delivery.class);

    /// How long a line waits at most before it is sent, so that Kafka, and all that read from it,
    /// get lines in batches: a batch costs them as much as many lines.
    private static final Duration GATHER = Duration.ofMillis(100);

    private static final Duration ADOPT_EVERY = Duration.ofSeconds(10);
    private static final Duration RETRY_MIN = Duration.ofMillis(250);
    private static final Duration RETRY_MAX = Duration.ofSeconds(2);

    private final Spool spool;
    private final Topics topics;
    private final Heartbeats heartbeats;
    private final Stopping stopping;
    private final AtomicLong linesSent;
    private final Answers answers;
    private boolean silent;
    private long adoptedNanos = System.nanoTime();

    Delivery(
            Spool spool,
            Topics topics,
            Heartbeats heartbeats,
            Stopping stopping,
            AtomicLong linesSent) {
        this.spool = spool;
        this.topics = topics;
        this.heartbeats = heartbeats;
        this.stopping = stopping;
        this.linesSent = linesSent;
        this.answers = new Answers(stopping, () -> silent, this::onSilence);
    }

    @Override
    public void run() {
        var wait = RETRY_MIN;
        while (true) {
            try {
                topics.ensure(answers);
                try (var link = new Link(heartbeats.instance(), topics, answers, spool::lose)) {
                    answered();
                    wait = RETRY_MIN;
                    deliver(link);
                    return;
                }
            } catch (Unanswered _) {
                return;
            } catch (KafkaException | IOException | UncheckedIOException e) {
                silent(e.toString());
            }
            if (stopping.pause(wait)) {
                return;
            }
            wait = wait.multipliedBy(2).compareTo(RETRY_MAX) < 0 ? wait.multipliedBy(2) : RETRY_MAX;
        }
    }

    /// Returns when the service stops and all is sent, or its time is up.
    private void deliver(Link link) throws IOException {
        rewind();
        while (true) {
            link.heartbeat(heartbeats);
            var sent = sendSome(link);
            linesSent.addAndGet(sent);
            if (stopping.isOver() || (stopping.isRequested() && sent == 0)) {
                link.lastHeartbeat(heartbeats.instance(), heartbeats.last());
                return;
            }
            if (sent > 0) {
                answered();
            } else {
                adoptSometimes();
            }
            if (sent < Link.LINES_MAX) {
                stopping.pause(GATHER);
            }
        }
    }

    private int sendSome(Link link) throws IOException {
        for (var dead : spool.inherited()) {
            var sent = sendInherited(dead, link);
            if (sent > 0) {
                return sent;
            }
        }
        var own = spool.own();
        return own == null ? 0 : link.send(own);
    }

    private int sendInherited(Backlog dead, Link link) throws IOException {
        try {
            var sent = link.send(dead);
            if (sent == 0) {
                spool.finish(dead);
            }
            return sent;
        } catch (IOException e) {
            // One folder that cannot be read must not hold up all others; a later process tries
            // again.
            LOGGER.warn("Cannot send what {} left in {}", dead.instance(), spool.directory(), e);
            spool.release(dead);
            return 0;
        }
    }

    private void rewind() throws IOException {
        for (var dead : spool.inherited()) {
            dead.rewind();
        }
        var own = spool.own();
        if (own != null) {
            own.rewind();
        }
    }

    private void adoptSometimes() throws IOException {
        if (System.nanoTime() - adoptedNanos > ADOPT_EVERY.toNanos()) {
            adoptedNanos = System.nanoTime();
            spool.adopt();
        }
    }

    /// Kafka may have come back without the topics.
    private void onSilence() {
        silent("no answer");
        try {
            topics.ensure(answers);
        } catch (KafkaException e) {
            LOGGER.debug("Kafka is still silent", e);
        }
    }

    private void silent(String reason) {
        if (!silent) {
            silent = true;
            LOGGER.warn(
                    "Cannot send log lines to Kafka ({}). They wait in {}",
                    reason,
                    spool.directory());
        }
    }

    private void answered() {
        if (silent) {
            silent = false;
            LOGGER.info("Kafka takes log lines again");
        }
    }
}
