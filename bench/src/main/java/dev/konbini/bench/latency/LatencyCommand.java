package dev.konbini.bench.latency;

import dev.konbini.bench.corpus.Corpus;
import dev.konbini.bench.figure.MachineLoad;
import dev.konbini.bench.figure.MarkdownTable;
import dev.konbini.bench.figure.Text;
import dev.konbini.bench.figure.Values;
import dev.konbini.bench.stand.HeapOptions;
import dev.konbini.bench.stand.LineTopic;
import dev.konbini.bench.stand.LoggingReplica;
import dev.konbini.bench.stand.Stand;
import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures from a line's emission until it can be found.
@Command(
        name = "latency",
        description = {
            "Emit to searchable: from a line's hand-over to Kafka's client until GET /api/logs first shows it.",
            "",
            "The API is asked again 10 ms after each answer, so a figure is too high by up to that and one answer's time. The lines of the first half minute warm everything up and do not count."
        })
public final class LatencyCommand implements Callable<Integer> {

    private static final String TENANT = "bench";
    private static final int PARTITIONS = 4;
    private static final int WARM_UP_SECONDS = 30;
    private static final Duration SHOWN_MAX = Duration.ofSeconds(30);

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Lines a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "For how long (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Mixin private HeapOptions heaps = new HeapOptions();

    @Override
    public Integer call() {
        if (rate < 1 || seconds < 1) {
            throw Refusal.usage("--rate and --seconds are at least 1.");
        }
        System.out.println(MachineLoad.before().heading() + "\n");
        try (var stand =
                        Stand.start(
                                List.of(Server.KAFKA, Server.ELASTICSEARCH),
                                heaps.elasticsearch());
                var topic = new LineTopic(stand.address(Server.KAFKA), PARTITIONS);
                var service = LoggingReplica.start(stand, heaps.replica(), List.of())) {
            service.awaitReady();
            Stand.say(
                    "sending %,d lines a second for %d s"
                            .formatted(rate, WARM_UP_SECONDS + seconds));
            print(measure(stand, topic, service));
        }
        return 0;
    }

    private double[] measure(Stand stand, LineTopic topic, LoggingReplica service) {
        var corpus = new Corpus((WARM_UP_SECONDS + seconds) * rate, Instant.EPOCH);
        var emission = new Emission(topic, corpus, TENANT, rate);
        var sightings = new Sightings(service, TENANT, stand.operatorToken(), corpus, emission);
        var sender = Thread.ofPlatform().name("emission").daemon().start(emission);
        sightings.look(SHOWN_MAX);
        if (sender.isAlive()) {
            throw Refusal.failed("Kafka takes the lines more slowly than they are to be sent.");
        }
        return sightings.millis(WARM_UP_SECONDS * rate);
    }

    private void print(double[] millis) {
        int missing = seconds * rate - millis.length;
        var table =
                new MarkdownTable(
                        System.out,
                        List.of(
                                "lines/s",
                                "lines",
                                "p50 ms",
                                "p99 ms",
                                "max ms",
                                "not shown within 30 s"));
        if (millis.length == 0) {
            table.add(Text.count(rate), "0", Text.NONE, Text.NONE, Text.NONE, Text.count(missing));
            return;
        }
        var values = new Values(millis);
        table.add(
                Text.count(rate),
                Text.count(values.count()),
                Text.whole(values.quantile(0.5)),
                Text.whole(values.quantile(0.99)),
                Text.whole(values.max()),
                Text.count(missing));
    }
}
