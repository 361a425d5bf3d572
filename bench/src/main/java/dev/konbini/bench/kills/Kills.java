package dev.konbini.bench.kills;

import dev.konbini.bench.corpus.Corpus;
import dev.konbini.bench.pipeline.StoredIds;
import dev.konbini.bench.stand.Elastic;
import dev.konbini.bench.stand.LineTopic;
import dev.konbini.bench.stand.LoggingReplica;
import dev.konbini.bench.stand.Stand;
import dev.konbini.bench.stand.Waiting;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.task.Tasks;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;

/// Lines that are sent and taken in while one after the other of those who carry them is killed and
/// started again.
final class Kills implements AutoCloseable {

    private static final String TENANT = "bench";
    private static final List<String> OPTIONS =
            List.of("-Dkonbini.alerts.webhooks.allow-private=true");

    /// How many there are to kill.
    private static final int VICTIMS = 4;

    private static final Duration POLL = Duration.ofMillis(500);

    /// From the last line taken in to the last one booked.
    private static final Duration BOOKED_MAX = Duration.ofMinutes(2);

    private final Stand stand;
    private final LineTopic topic;
    private final Corpus corpus;
    private final int heapMebibytes;
    private final LoggingReplica[] replicas;
    private final Map<String, Integer> killed = new LinkedHashMap<>();

    /// @param heapMebibytes of each replica
    Kills(Stand stand, LineTopic topic, Corpus corpus, int heapMebibytes) {
        this.stand = stand;
        this.topic = topic;
        this.corpus = corpus;
        this.heapMebibytes = heapMebibytes;
        this.replicas = new LoggingReplica[] {replica(1), replica(2)};
    }

    /// Sends all, kills until all are taken in, and then counts.
    ///
    /// Windows of the alert wait behind the lines, so each is killed once more when these are in
    /// and it is judged and told what has just happened.
    ///
    /// @param every how long all is well between the return of one and the death of the next
    Outcome run(Duration every) {
        List.of(replicas).forEach(LoggingReplica::awaitReady);
        try (var alerting = new Alerting(topic, corpus, replicas[0], stand.operatorToken())) {
            return run(every, alerting);
        }
    }

    private Outcome run(Duration every, Alerting alerting) {
        Stand.say("sending %,d lines".formatted(corpus.lines()));
        long begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = CompletableFuture.supplyAsync(this::send, threads);
            for (int number = 0; !tookAllWithin(every, sent); number++) {
                kill(number % VICTIMS);
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - begun);
        Stand.say("all taken in; going on with the alert");
        for (int victim = 0; victim < VICTIMS; victim++) {
            Tasks.pause(every);
            kill(victim);
        }
        var told = alerting.end(replicas[0]);
        Stand.say("looking for each");
        var elastic = new Elastic(stand.address(Server.ELASTICSEARCH));
        elastic.post("/konbini-logs-*/_refresh");
        var stored = StoredIds.count(elastic, "konbini-logs-*", TENANT, corpus);
        return new Outcome(
                took,
                killed,
                stored.missing(),
                stored.doubles(),
                Outcome.Booked.of(booked()),
                told);
    }

    /// @return how far each partition was filled then
    private Map<TopicPartition, Long> send() {
        topic.fill(corpus, _ -> TENANT);
        return topic.ends();
    }

    private boolean tookAllWithin(
            Duration time, CompletableFuture<Map<TopicPartition, Long>> sent) {
        long end = System.nanoTime() + time.toNanos();
        do {
            if (sent.isDone() && tookAll(sent)) {
                return true;
            }
            Tasks.pause(POLL);
        } while (System.nanoTime() < end);
        return false;
    }

    private boolean tookAll(CompletableFuture<Map<TopicPartition, Long>> sent) {
        Map<TopicPartition, Long> ends;
        try {
            ends = sent.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        return topic.taken(ends) >= LineTopic.records(ends);
    }

    private void kill(int victim) {
        switch (victim) {
            case 0 -> kill(Server.ELASTICSEARCH);
            case 1 -> killReplica(1);
            case 2 -> kill(Server.KAFKA);
            default -> killReplica(2);
        }
    }

    private void kill(Server server) {
        count(server.title());
        stand.process(server).kill();
        stand.startAgain();
    }

    private void killReplica(int number) {
        count("logging-service " + number);
        replicas[number - 1].kill();
        replicas[number - 1] = replica(number).awaitReady();
    }

    private void count(String name) {
        Stand.say("killing " + name);
        killed.merge(name, 1, Integer::sum);
    }

    private LoggingReplica replica(int number) {
        return LoggingReplica.start(stand, number, heapMebibytes, OPTIONS);
    }

    /// The ledger's total once all is booked.
    private JsonNode booked() {
        Waiting.until(BOOKED_MAX, POLL, () -> ledger().path("pending").asLong(-1) == 0);
        return ledger().path("total");
    }

    private JsonNode ledger() {
        return replicas[0].get(
                "/api/logs/ledger?tenant=%s&from=%s&to=%s"
                        .formatted(TENANT, corpus.time(0), corpus.time(0).plus(Duration.ofDays(1))),
                stand.operatorToken());
    }

    @Override
    public void close() {
        List.of(replicas).forEach(LoggingReplica::close);
    }
}
