package dev.konbini.bench.metrics;

import dev.konbini.bench.figure.MachineLoad;
import dev.konbini.bench.figure.MarkdownTable;
import dev.konbini.bench.figure.ProcessCpu;
import dev.konbini.bench.figure.Text;
import dev.konbini.bench.figure.Values;
import dev.konbini.bench.stand.Elastic;
import dev.konbini.bench.stand.HeapOptions;
import dev.konbini.bench.stand.LoggingReplica;
import dev.konbini.bench.stand.Stand;
import dev.konbini.bench.stand.Waiting;
import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Server;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures what the metrics of many servers cost.
@Command(
        name = "metrics",
        description = {
            "Many servers send Graphite lines every ten seconds, as collectd does, over a connection each, to one replica. Measured: how many values are kept, what each costs, when a graph shows it, and how long a graph of all servers takes.",
            "",
            "The first half minute warms everything up; its values are counted as kept or missing, and otherwise left out."
        })
public final class MetricsCommand implements Callable<Integer> {

    private static final int WARM_UP_ROUNDS = 3;
    private static final int SERVERS_MAX = 2_000;
    private static final int SERIES_MAX = 100;
    private static final int DRAWINGS = 20;
    private static final String POINTS = "konbini-points-*";
    private static final String AVERAGE =
            "/render?format=json&from=-5min&target=averageSeries(server*.plugin-00.value)";
    private static final Duration KEPT_MAX = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final double MICROS = 1e6;
    private static final double MILLI_NANOS = 1e6;

    @Option(
            names = "--servers",
            paramLabel = "N",
            defaultValue = "1300",
            description = "How many servers (default: ${DEFAULT-VALUE}).")
    private int servers;

    @Option(
            names = "--series",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many values each of them sends (default: ${DEFAULT-VALUE}).")
    private int series;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "For how long, in tens (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Mixin private HeapOptions heaps = new HeapOptions();

    @Override
    public Integer call() {
        if (servers < 1 || servers > SERVERS_MAX || series < 1 || series > SERIES_MAX) {
            throw Refusal.usage(
                    "--servers is 1 to %,d, --series 1 to %d.".formatted(SERVERS_MAX, SERIES_MAX));
        }
        int rounds = Math.toIntExact(seconds / Fleet.STEP.toSeconds());
        if (rounds < 1) {
            throw Refusal.usage("--seconds is at least 10.");
        }
        System.out.println(MachineLoad.before().heading() + "\n");
        try (var stand =
                        Stand.start(
                                List.of(Server.KAFKA, Server.ELASTICSEARCH),
                                heaps.elasticsearch());
                var service = LoggingReplica.start(stand, heaps.replica(), List.of());
                var fleet = new Fleet(servers, series, WARM_UP_ROUNDS + rounds)) {
            service.awaitReady();
            Stand.say("%,d servers send %d values each every 10 s".formatted(servers, series));
            measure(stand, service, fleet, rounds);
        }
        return 0;
    }

    private void measure(Stand stand, LoggingReplica service, Fleet fleet, int rounds) {
        var token = stand.operatorToken();
        var elastic = new Elastic(stand.address(Server.ELASTICSEARCH));
        var graph = new Graph(service, token, fleet, WARM_UP_ROUNDS + rounds);
        fleet.start(stand.settings().ports().of("graphite"));
        Thread.ofPlatform().name("graph").daemon().start(graph);
        fleet.awaitRound(WARM_UP_ROUNDS);
        var before = Cpu.now(stand, service);
        fleet.awaitRound(WARM_UP_ROUNDS + rounds);
        var after = Cpu.now(stand, service);
        fleet.await();
        long kept = kept(elastic, fleet.points());
        graph.stop();
        var shown = new Values(graph.millis(WARM_UP_ROUNDS));
        var drawn = new Values(drawings(service, token));
        double bytes = (double) elastic.settle(POINTS) / kept;
        print(fleet.points() - kept, shown, after.since(before), rounds, bytes, drawn);
    }

    /// How many values are kept once all are, or two minutes after the last was sent.
    private static long kept(Elastic elastic, long expected) {
        try {
            Waiting.until(KEPT_MAX, POLL, () -> count(elastic) >= expected);
        } catch (Refusal late) {
            Stand.say("not all values are kept two minutes after the last was sent");
        }
        return count(elastic);
    }

    private static long count(Elastic elastic) {
        elastic.post("/" + POINTS + "/_refresh");
        return elastic.get("/" + POINTS + "/_count").path("count").asLong();
    }

    private static double[] drawings(LoggingReplica service, String token) {
        return IntStream.range(0, DRAWINGS)
                .mapToDouble(_ -> {
                    long began = System.nanoTime();
                    service.get(AVERAGE, token);
                    return (System.nanoTime() - began) / MILLI_NANOS;
                })
                .toArray();
    }

    private void print(
            long missing, Values shown, Cpu cpu, int rounds, double bytes, Values drawn) {
        double points = (double) servers * series * rounds;
        var table =
                new MarkdownTable(
                        System.out,
                        List.of(
                                "values/s",
                                "values",
                                "missing",
                                "on a graph after, p50 ms",
                                "p99 ms",
                                "CPU µs a value: replica",
                                "Elasticsearch",
                                "Kafka",
                                "bytes a value",
                                "average of all servers, p50 ms",
                                "max ms"));
        table.add(
                Text.whole(points / rounds / Fleet.STEP.toSeconds()),
                Text.whole(points),
                Text.count(missing),
                Text.whole(shown.quantile(0.5)),
                Text.whole(shown.quantile(0.99)),
                Text.tenths(cpu.replica() * MICROS / points),
                Text.tenths(cpu.elasticsearch() * MICROS / points),
                Text.tenths(cpu.kafka() * MICROS / points),
                Text.tenths(bytes),
                Text.whole(drawn.quantile(0.5)),
                Text.whole(drawn.max()));
    }

    /// Seconds of CPU time.
    private record Cpu(double replica, double elasticsearch, double kafka) {

        static Cpu now(Stand stand, LoggingReplica service) {
            return new Cpu(
                    ProcessCpu.seconds(service.pid()),
                    ProcessCpu.seconds(stand.process(Server.ELASTICSEARCH).pid()),
                    ProcessCpu.seconds(stand.process(Server.KAFKA).pid()));
        }

        Cpu since(Cpu earlier) {
            return new Cpu(
                    replica - earlier.replica,
                    elasticsearch - earlier.elasticsearch,
                    kafka - earlier.kafka);
        }
    }
}
