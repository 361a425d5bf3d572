package dev.konbini.cli.capacity;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.capacity.Course.Moment;
import dev.konbini.cli.capacity.LineTopic.Readers;
import dev.konbini.cli.task.Tasks;
import dev.konbini.cli.terminal.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;

/// Has logging-service take more than it can for a while, and watches what it does.
final class Measurement {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration DRAIN_MAX = Duration.ofMinutes(3);

    /// So much waits at least for each partition, and so many seconds' worth.
    private static final long WAITING_MIN = 5_000;

    private static final double WAITING_SECONDS = 2;

    /// As short as can be agreed on. What is sent today is removed when tomorrow is over.
    private static final Map<String, ?> AGREED = Map.of("retentionDays", 1);

    private final Reach reach;
    private final Lines lines;
    private final Progress progress;

    Measurement(Reach reach, Lines lines, Progress progress) {
        this.reach = reach;
        this.lines = lines;
        this.progress = progress;
    }

    /// Measures for `length`, after `warmUp`; returns when all that was sent has been taken.
    ///
    /// @throws Refusal if the suite is not there, takes nothing, or does not come to an end with it
    Report run(Duration warmUp, Duration length) {
        int replicas = reach.living();
        var _ = reach.gateway().put("/api/tenants/" + Flood.TENANT, AGREED).body();
        try (var topic = new LineTopic(reach.kafka());
                var elastic = new Elastic(reach.elasticsearch())) {
            var readers = topic.readers();
            long before = elastic.lines();
            try (var flood = new Flood(reach.kafka(), topic.partitions(), lines)) {
                progress.say(
                        "lines are sent: %d s to warm up, then %d s that count"
                                .formatted(warmUp.toSeconds(), length.toSeconds()));
                var began = Instant.now();
                var _ = watch(warmUp, flood, topic, elastic);
                var window = window(length, flood, topic, elastic, readers);
                flood.stop();
                drain(topic);
                return Report.of(
                        began,
                        // A replica has as many consumers, whether or not there is work for each.
                        new Report.Suite(
                                replicas,
                                Math.max(1, Math.ceilDiv(readers.all(), replicas)),
                                topic.partitions()),
                        new Report.Sent(flood.sent(), flood.bytes(), elastic.lines() - before),
                        window,
                        elastic.disk().orElseThrow(Measurement::nothing));
            }
        }
    }

    private Window window(
            Duration length, Flood flood, LineTopic topic, Elastic elastic, Readers readers) {
        var replicasBefore = reach.replicas().look();
        var elasticBefore = elastic.counters();
        var course = watch(length, flood, topic, elastic);
        if (course.lines() == 0) {
            throw nothing();
        }
        var uses = reach.replicas().between(replicasBefore, reach.replicas().look());
        var cluster =
                ClusterUse.between(
                        elasticBefore,
                        elastic.counters(),
                        course.seconds(),
                        elastic.processors(),
                        course.queuedMax());
        return new Window(
                course, uses.isEmpty() ? null : Shares.of(uses, readers.busy()), uses, cluster);
    }

    /// Keeps enough waiting in Kafka, and notes how things stand meanwhile.
    private Course watch(Duration length, Flood flood, LineTopic topic, Elastic elastic) {
        var moments = new ArrayList<Moment>();
        moments.add(moment(topic, elastic));
        do {
            var first = moments.getFirst();
            var last = moments.getLast();
            flood.let(wanted(first, last, topic.partitions()) - last.waiting());
            Tasks.pause(POLL);
            moments.add(moment(topic, elastic));
        } while (moments.getLast().nanos() - moments.getFirst().nanos() < length.toNanos());
        return new Course(moments);
    }

    private static long wanted(Moment first, Moment last, int partitions) {
        long least = WAITING_MIN * partitions;
        if (last.nanos() == first.nanos()) {
            return least;
        }
        var perSecond = (last.taken() - first.taken()) * 1e9 / (last.nanos() - first.nanos());
        return Math.max(least, (long) (perSecond * WAITING_SECONDS));
    }

    private static Moment moment(LineTopic topic, Elastic elastic) {
        var offsets = topic.offsets();
        return new Moment(
                System.nanoTime(),
                offsets.sumTaken(),
                offsets.waiting(),
                elastic.counters().queued());
    }

    private void drain(LineTopic topic) {
        var ends = topic.offsets().ends();
        var deadline = System.nanoTime() + DRAIN_MAX.toNanos();
        progress.await("what still waits in Kafka");
        while (!topic.offsets().hasTaken(ends)) {
            if (System.nanoTime() > deadline) {
                throw Refusal.failed(
                        "What was sent is not taken within %d min: see what the replicas say, ./konbini logs logging-service."
                                .formatted(DRAIN_MAX.toMinutes()));
            }
            Tasks.pause(POLL);
        }
        progress.arrived("what still waits in Kafka");
    }

    private static Refusal nothing() {
        return Refusal.failed(
                "The replicas took none of the lines: see what they say, ./konbini logs logging-service.");
    }
}
