package dev.konbini.bench.tenants;

import dev.konbini.bench.figure.ProcessCpu;
import dev.konbini.bench.figure.Text;
import dev.konbini.bench.stand.Elastic;
import dev.konbini.bench.stand.LineTopic;
import dev.konbini.bench.stand.LoggingReplica;
import dev.konbini.bench.stand.Stand;
import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.task.Tasks;
import dev.konbini.servers.process.ManagedProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Lets the service take in a filled topic, and tells how that went.
final class TenantsRun {

    static final List<String> HEADING =
            List.of(
                    "tenants",
                    "docs/s",
                    "Elasticsearch's CPU s per million",
                    "indices",
                    "shards",
                    "Elasticsearch's heap, used MiB",
                    "outcome");

    /// The service has to start first, on however busy a machine.
    private static final Duration START_MAX = Duration.ofMinutes(5);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final double SECOND_NANOS = 1e9;
    private static final double MILLION = 1e6;
    private static final double MEBIBYTE = 1 << 20;
    private static final int REASON_CHARACTERS_MAX = 300;
    private static final String LINES = "konbini-logs-*";

    private final LineTopic topic;
    private final int tenants;
    private final Duration giveUpAfter;
    private final Elastic elastic;
    private final ManagedProcess elasticsearch;
    private final Stand stand;
    private final int heapMebibytes;
    private final List<String> jvmOptions;

    TenantsRun(
            Stand stand,
            LineTopic topic,
            int tenants,
            int heapMebibytes,
            List<String> jvmOptions,
            Duration giveUpAfter) {
        this.stand = stand;
        this.topic = topic;
        this.tenants = tenants;
        this.heapMebibytes = heapMebibytes;
        this.jvmOptions = jvmOptions;
        this.giveUpAfter = giveUpAfter;
        this.elastic = new Elastic(stand.address(Server.ELASTICSEARCH));
        this.elasticsearch = stand.process(Server.ELASTICSEARCH);
    }

    /// The figures under [#HEADING].
    List<String> row() {
        try (var service = LoggingReplica.start(stand, heapMebibytes, jvmOptions)) {
            Stand.say("taking them in");
            var taken = take(service);
            var row = new ArrayList<String>();
            row.add(Text.count(tenants));
            row.add(Text.whole(taken.rate()));
            row.add(Text.tenths(taken.cpuPerMillion()));
            row.addAll(elasticsearch.alive() ? size() : List.of(Text.NONE, Text.NONE, Text.NONE));
            row.add(taken.outcome());
            return row;
        }
    }

    /// From the first committed batch to the last, so that the start of everything is left out.
    private Taken take(LoggingReplica service) {
        var ends = topic.ends();
        long all = LineTopic.records(ends);
        var first = new Moment(System.nanoTime(), 0, 0);
        var last = first;
        while (last.taken() < all) {
            var now = Moment.now(topic.taken(ends), elasticsearch.pid());
            if (now.taken() > last.taken()) {
                first = last.taken() == 0 ? now : first;
                last = now;
            } else if (now.nanos() - last.nanos() > patience(last).toNanos()) {
                return new Taken(first, last, gaveUp(service, last, all));
            }
            if (!elasticsearch.alive()) {
                return new Taken(
                        first, last, stopped(last.taken(), all, "Elasticsearch ended by itself"));
            }
            service.requireAlive();
            Tasks.pause(POLL);
        }
        return new Taken(first, last, "all taken in");
    }

    private Duration patience(Moment last) {
        return last.taken() == 0 ? START_MAX : giveUpAfter;
    }

    private String gaveUp(LoggingReplica service, Moment last, long all) {
        var reason =
                "nothing was for %d s; the service says: %s"
                        .formatted(patience(last).toSeconds(), service.intakes());
        return stopped(last.taken(), all, reason);
    }

    private static String stopped(long taken, long all, String reason) {
        var text = "given up after %,d of %,d: %s".formatted(taken, all, reason);
        return text.length() <= REASON_CHARACTERS_MAX
                ? text
                : text.substring(0, REASON_CHARACTERS_MAX) + "…";
    }

    /// Indices, shards and heap, or what keeps Elasticsearch from telling.
    private List<String> size() {
        try {
            var health =
                    elastic.get(
                            "/_cluster/health/"
                                    + LINES
                                    + "?level=indices&filter_path=active_shards,indices.*.status");
            long heap =
                    elastic.get("/_nodes/stats/jvm?filter_path=nodes.*.jvm.mem.heap_used_in_bytes")
                            .findValue("heap_used_in_bytes")
                            .asLong();
            return List.of(
                    Text.count(health.path("indices").size()),
                    Text.count(health.path("active_shards").asLong()),
                    Text.whole(heap / MEBIBYTE));
        } catch (Refusal e) {
            Stand.say(String.valueOf(e.getMessage()));
            return List.of(Text.NONE, Text.NONE, Text.NONE);
        }
    }

    /// How things stood at one moment.
    private record Moment(long nanos, long taken, double elasticsearchCpu) {

        static Moment now(long taken, long elasticsearch) {
            return new Moment(System.nanoTime(), taken, ProcessCpu.seconds(elasticsearch));
        }
    }

    /// What was taken in between two moments, and how it ended.
    private record Taken(Moment first, Moment last, String outcome) {

        double rate() {
            long nanos = last.nanos() - first.nanos();
            return nanos == 0 ? 0 : documents() * SECOND_NANOS / nanos;
        }

        double cpuPerMillion() {
            return documents() == 0
                    ? 0
                    : (last.elasticsearchCpu() - first.elasticsearchCpu()) * MILLION / documents();
        }

        private long documents() {
            return last.taken() - first.taken();
        }
    }
}
