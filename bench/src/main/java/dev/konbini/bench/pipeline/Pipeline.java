package dev.konbini.bench.pipeline;

import dev.konbini.bench.corpus.Corpus;
import dev.konbini.bench.stand.Elastic;
import dev.konbini.bench.stand.LineTopic;
import dev.konbini.bench.stand.LogEnd;
import dev.konbini.bench.stand.LoggingReplica;
import dev.konbini.bench.stand.Stand;
import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Server;
import java.util.List;
import java.util.Map;

/// The same lines, written into Elasticsearch one way after the other, each into an index of the
/// service's own template that nothing else is written to meanwhile.
final class Pipeline {

    private static final String TENANT = "bench";

    /// How often the topic has all lines in the end: what warms up, and what is measured.
    private static final long FILLS = 2;

    private final Stand stand;
    private final LineTopic topic;
    private final Corpus corpus;
    private final int heapMebibytes;
    private final List<String> jvmOptions;
    private final Elastic elastic;
    private final long elasticsearch;

    /// @param heapMebibytes of the service
    /// @param jvmOptions of the service, besides those of its image
    Pipeline(
            Stand stand,
            LineTopic topic,
            Corpus corpus,
            int heapMebibytes,
            List<String> jvmOptions) {
        this.stand = stand;
        this.topic = topic;
        this.corpus = corpus;
        this.heapMebibytes = heapMebibytes;
        this.jvmOptions = jvmOptions;
        this.elastic = new Elastic(stand.address(Server.ELASTICSEARCH));
        this.elasticsearch = stand.process(Server.ELASTICSEARCH).pid();
    }

    /// Measures all and prints the figures as they come.
    void run() {
        var probe = probe();
        Stand.say("filling the topic with %,d lines".formatted(corpus.lines()));
        var bodies = BulkFile.write(stand.data().root().resolve("bodies"), corpus, probe.own());
        topic.fill(corpus, _ -> TENANT);
        var results = new Results(System.out, averageBytes(), corpus.lines());
        warmUp(bodies, probe.index());
        var before = raw(bodies, probe.index());
        results.addRaw("raw `_bulk`, before", before);
        var service = service(probe.index());
        var after = raw(bodies, probe.index());
        results.addRaw("raw `_bulk`, after", after);
        results.addCompared("logging-service", service, before, after);
        var peer = Rsyslog.installed();
        if (peer.isPresent()) {
            results.addCompared("rsyslog", rsyslog(peer.get(), probe.index()), before, after);
        } else {
            Stand.say("rsyslog, or its module imkafka or omelasticsearch, is not installed");
        }
    }

    // Elasticsearch compiles what it is asked for, and again what it is asked for in another way:
    // each way is gone once before it is measured.
    private void warmUp(BulkFile bodies, String index) {
        Stand.say("warming Elasticsearch up, by all lines of the one and of the other");
        var _ = raw(bodies, index);
        try (var service = LoggingReplica.start(stand, heapMebibytes, List.of())) {
            var _ = course(service, index);
        }
        elastic.delete(index);
        topic.fill(corpus, _ -> TENANT);
    }

    private Probe probe() {
        Stand.say("sending one line through the service, which puts its templates for it");
        try (var service = LoggingReplica.start(stand, heapMebibytes, List.of())) {
            return Probe.send(topic, service, elastic, TENANT, corpus.time(0));
        }
    }

    private Result raw(BulkFile bodies, String serviceIndex) {
        var index = serviceIndex + "-raw";
        Stand.say("writing raw _bulk requests");
        var course = new RawBulk(elastic.base(), elasticsearch).write(bodies, index);
        var result = result(course, index, corpus.lines() - documents(index), 0);
        elastic.delete(index);
        return result;
    }

    private Result service(String index) {
        Stand.say("writing by the service");
        try (var service = LoggingReplica.start(stand, heapMebibytes, jvmOptions)) {
            var course = course(service, index);
            long bytes = elastic.settle(index);
            var stored = StoredIds.count(elastic, "konbini-logs-*", TENANT, corpus);
            return new Result(
                    course, (double) bytes / documents(index), stored.missing(), stored.doubles());
        }
    }

    private Course course(LoggingReplica service, String index) {
        var ends = topic.ends();
        long all = LineTopic.records(ends);
        return Course.watch(
                () -> elastic.written(index),
                () -> topic.taken(ends) >= all,
                service::requireAlive,
                service.pid(),
                elasticsearch);
    }

    private Result rsyslog(Rsyslog rsyslog, String serviceIndex) {
        var index = serviceIndex + "-rsyslog";
        Stand.say("writing by rsyslog");
        long all = LineTopic.records(topic.ends());
        try (var running = rsyslog.start(stand, index)) {
            var course =
                    Course.watch(
                            () -> elastic.written(index),
                            () -> elastic.written(index) >= all,
                            () -> requireAlive(running),
                            running.process().pid(),
                            elasticsearch);
            long bytes = elastic.settle(index);
            long there = ofCorpus(index);
            return new Result(
                    course,
                    (double) bytes / documents(index),
                    Math.max(0, FILLS * corpus.lines() - there),
                    Math.max(0, there - FILLS * corpus.lines()));
        }
    }

    private static void requireAlive(Rsyslog.Running running) {
        if (!running.process().alive()) {
            throw Refusal.failed("rsyslog ended by itself; " + LogEnd.of(running.process()));
        }
    }

    private Result result(Course course, String index, long missing, long doubles) {
        long bytes = elastic.settle(index);
        return new Result(course, (double) bytes / documents(index), missing, doubles);
    }

    private long documents(String index) {
        elastic.post("/" + index + "/_refresh");
        return elastic.get("/" + index + "/_count").path("count").asLong();
    }

    /// How many documents say that they are of one of the corpus's instances, but for the probe's.
    private long ofCorpus(String index) {
        var query = Map.of("terms", Map.of("service.node.name", Corpus.instances()));
        return elastic.post("/" + index + "/_count", Map.of("query", query)).path("count").asLong()
                - 1;
    }

    private int averageBytes() {
        int sample = Math.min(corpus.lines(), 10_000);
        long bytes = 0;
        for (int number = 0; number < sample; number++) {
            bytes += corpus.line(number).length;
        }
        return (int) (bytes / sample);
    }

    /// What came of one way of writing.
    ///
    /// @param bytesPerDocument of the index, at rest
    /// @param missing lines of the corpus that are not there
    /// @param doubles documents beyond one for each line
    record Result(Course course, double bytesPerDocument, long missing, long doubles) {}
}
