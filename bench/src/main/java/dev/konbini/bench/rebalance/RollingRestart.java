package dev.konbini.bench.rebalance;

import dev.konbini.bench.corpus.Corpus;
import dev.konbini.bench.stand.HeapOptions;
import dev.konbini.bench.stand.LineTopic;
import dev.konbini.bench.stand.LoggingReplica;
import dev.konbini.bench.stand.Stand;
import dev.konbini.bench.stand.Waiting;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.task.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/// Two replicas, replaced one after the other while lines come in evenly.
///
/// @param rate lines a second
/// @param heaps of each replica, and of Elasticsearch
record RollingRestart(Membership membership, int rate, HeapOptions heaps) {

    private static final int PARTITIONS = 4;
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /// How long partitions stood still before anything was replaced, and while it was.
    record Outcome(Stalls undisturbed, Stalls rolling) {}

    /// Does it, on servers of its own.
    Outcome run() {
        var replicas = new HashMap<Integer, LoggingReplica>();
        var going = new AtomicBoolean(true);
        try (var stand =
                        Stand.start(
                                List.of(Server.KAFKA, Server.ELASTICSEARCH),
                                heaps.elasticsearch());
                var topic = new LineTopic(stand.address(Server.KAFKA), PARTITIONS)) {
            start(stand, replicas, 1);
            start(stand, replicas, 2);
            var sender = Thread.ofPlatform().start(() -> send(topic, going));
            try {
                Tasks.pause(WARM_UP);
                var undisturbed = watched(topic, () -> Tasks.pause(PAUSE));
                Stand.say("replacing both, " + membership.title());
                var rolling = watched(topic, () -> roll(stand, replicas));
                return new Outcome(undisturbed, rolling);
            } finally {
                going.set(false);
                sender.join();
                replicas.values().forEach(LoggingReplica::close);
            }
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }

    private void roll(Stand stand, Map<Integer, LoggingReplica> replicas) {
        if (membership.inPlace()) {
            for (int number : List.of(1, 2)) {
                stop(replicas, number);
                start(stand, replicas, number);
            }
        } else {
            start(stand, replicas, 3);
            stop(replicas, 1);
            start(stand, replicas, 1);
            stop(replicas, 2);
        }
        Tasks.pause(PAUSE);
    }

    private void start(Stand stand, Map<Integer, LoggingReplica> replicas, int number) {
        var replica =
                LoggingReplica.start(stand, number, heaps.replica(), membership.options(number));
        replicas.put(number, replica);
        replica.awaitReady();
    }

    private static void stop(Map<Integer, LoggingReplica> replicas, int number) {
        Objects.requireNonNull(replicas.remove(number)).close();
    }

    /// Watches until `what` is done.
    private static Stalls watched(LineTopic topic, Runnable what) throws InterruptedException {
        var stalls = new Stalls();
        var going = new AtomicBoolean(true);
        var watch =
                Thread.ofPlatform()
                        .start(() -> {
                            while (going.get()) {
                                stalls.note(topic.ends(), topic.committed(), System.nanoTime());
                                Tasks.pause(POLL);
                            }
                        });
        try {
            what.run();
        } finally {
            going.set(false);
            watch.join();
        }
        return stalls;
    }

    private void send(LineTopic topic, AtomicBoolean going) {
        var corpus = new Corpus(Integer.MAX_VALUE, Instant.EPOCH);
        long step = Duration.ofSeconds(1).toNanos() / rate;
        long due = System.nanoTime();
        for (int number = 0; going.get(); number++, due += step) {
            Waiting.until(due);
            var now = Instant.now();
            topic.send(
                    number,
                    now.toEpochMilli(),
                    "bench",
                    corpus.id(number),
                    corpus.line(number, now));
        }
    }
}
