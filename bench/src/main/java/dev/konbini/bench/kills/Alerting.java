package dev.konbini.bench.kills;

import dev.konbini.bench.corpus.Corpus;
import dev.konbini.bench.stand.LineTopic;
import dev.konbini.bench.stand.LoggingReplica;
import dev.konbini.bench.stand.Waiting;
import dev.konbini.cli.task.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// An alert by service, and lines of now that services log in turns, so that each fires and
/// resolves again and again.
final class Alerting implements AutoCloseable {

    private static final String TENANT = "alerts";
    private static final String PATH = "/api/alerts/kills";
    private static final String WINDOW = "3s";

    /// Longer than Kafka takes to come back: a line that waits for it must not come late for its
    /// window, or the alert would rightly be told otherwise than it is judged afterwards.
    private static final String DELAY = "60s";

    private static final Duration TURN = Duration.ofSeconds(6);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration TOLD_MAX = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(500);

    private final LineTopic topic;
    private final Corpus corpus;
    private final String token;
    private final Receiver receiver = new Receiver();
    private final Instant begin;
    private final Thread sender;
    private volatile boolean going = true;

    /// Sets the alert, and sends lines until [#end].
    Alerting(LineTopic topic, Corpus corpus, LoggingReplica replica, String token) {
        this.topic = topic;
        this.corpus = corpus;
        this.token = token;
        begin = time(replica.call("PUT", PATH, rule(), token), "createdAt");
        sender = Thread.ofPlatform().daemon().start(this::send);
    }

    private Map<String, ?> rule() {
        return Map.of(
                "condition",
                Map.of("type", "threshold", "comparison", "at-least", "count", 1),
                "tenant",
                TENANT,
                "groupBy",
                "service.name",
                "window",
                WINDOW,
                "every",
                WINDOW,
                "delay",
                DELAY,
                "webhook",
                Map.of("url", receiver.url()));
    }

    private void send() {
        long due = System.nanoTime();
        for (int number = 0; going; number++, due += STEP.toNanos()) {
            Waiting.until(due);
            var now = Instant.now();
            // Two instances in a row are of one service.
            long turn = now.getEpochSecond() / TURN.toSeconds() * 2;
            topic.send(
                    number,
                    now.toEpochMilli(),
                    TENANT,
                    "turn-" + number,
                    corpus.line((int) (turn % Corpus.INSTANCES), now));
        }
    }

    /// Sends no more, waits until all is told of the windows until now, and compares it with what
    /// the alert would have done by the lines as they are there now.
    Told end(LoggingReplica replica) {
        stop();
        var end = Instant.now();
        Waiting.until(TOLD_MAX, POLL, () -> isTold(replica, end));
        var judged =
                replica.call(
                        "POST",
                        PATH + "/backtest",
                        Map.of("from", begin.toString(), "to", end.toString()),
                        token);
        return Told.of(
                judged.path("items").valueStream().map(item -> item.path("id").asString()).toList(),
                receiver.deliveries().stream()
                        .filter(delivery -> !delivery.to().isAfter(end))
                        .map(Receiver.Delivery::key)
                        .toList());
    }

    private boolean isTold(LoggingReplica replica, Instant end) {
        var status = replica.get(PATH, token).path("status");
        return status.path("pending").asInt() == 0 && !time(status, "judgedUntil").isBefore(end);
    }

    private static Instant time(JsonNode of, String member) {
        return Instant.parse(of.path(member).asString());
    }

    private void stop() {
        going = false;
        try {
            sender.join();
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }

    @Override
    public void close() {
        stop();
        receiver.close();
    }
}
