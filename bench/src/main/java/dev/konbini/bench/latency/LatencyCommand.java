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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures from a line's emission until it can be found, and until an open tail shows it.
@Command(
        name = "latency",
        description = {
            "Emit to searchable, and emit to screen: from a line's hand-over to Kafka's client until GET /api/logs first shows it, and until each open GET /api/logs/tail does.",
            "",
            "The search is asked again 10 ms after each answer, so its figures are too high by up to that and one answer's time. The lines of the first half minute warm everything up and do not count."
        })
public final class LatencyCommand implements Callable<Integer> {

    private static final String TENANT = "bench";
    private static final String TAILS_ALLOWED = "-Dkonbini.tail.tailers-of-tenant=";
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

    @Option(
            names = "--tails",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How many tails are open, each of which shows every line (default: ${DEFAULT-VALUE}).")
    private int tails;

    @Mixin private HeapOptions heaps = new HeapOptions();

    @Override
    public Integer call() {
        if (rate < 1 || seconds < 1 || tails < 1) {
            throw Refusal.usage("--rate, --seconds and --tails are at least 1.");
        }
        System.out.println(MachineLoad.before().heading() + "\n");
        try (var stand =
                        Stand.start(
                                List.of(Server.KAFKA, Server.ELASTICSEARCH),
                                heaps.elasticsearch());
                var topic = new LineTopic(stand.address(Server.KAFKA), PARTITIONS);
                var service =
                        LoggingReplica.start(
                                stand, heaps.replica(), List.of(TAILS_ALLOWED + tails))) {
            service.awaitReady();
            Stand.say(
                    "sending %,d lines a second for %d s"
                            .formatted(rate, WARM_UP_SECONDS + seconds));
            measure(stand, topic, service);
        }
        return 0;
    }

    private void measure(Stand stand, LineTopic topic, LoggingReplica service) {
        var corpus = new Corpus((WARM_UP_SECONDS + seconds) * rate, Instant.EPOCH);
        var emission = new Emission(topic, corpus, TENANT, rate);
        var token = stand.operatorToken();
        var open = new ArrayList<Tail>();
        try {
            for (int number = 0; number < tails; number++) {
                open.add(new Tail(service, TENANT, token, new Sightings(corpus, emission)));
            }
            var sender = Thread.ofPlatform().name("emission").daemon().start(emission);
            var found = new Sightings(corpus, emission);
            new Search(service, TENANT, token, emission, found).look(SHOWN_MAX);
            open.forEach(tail -> tail.await(SHOWN_MAX));
            if (sender.isAlive()) {
                throw Refusal.failed("Kafka takes the lines more slowly than they are to be sent.");
            }
            print(List.of(found), open.stream().map(Tail::sightings).toList());
        } finally {
            open.forEach(Tail::close);
        }
    }

    private void print(List<Sightings> found, List<Sightings> tailed) {
        var table =
                new MarkdownTable(
                        System.out,
                        List.of(
                                "lines/s",
                                "shown by",
                                "times shown",
                                "p50 ms",
                                "p99 ms",
                                "max ms",
                                "not shown within 30 s"));
        add(table, "GET /api/logs", found);
        add(table, "%,d open GET /api/logs/tail".formatted(tails), tailed);
    }

    private void add(MarkdownTable table, String where, List<Sightings> sightings) {
        int first = WARM_UP_SECONDS * rate;
        double[] millis = sightings.stream().flatMapToDouble(one -> one.millis(first)).toArray();
        long missing = (long) sightings.size() * seconds * rate - millis.length;
        table.add(
                Text.count(rate),
                where,
                Text.count(millis.length),
                quantile(millis, 0.5),
                quantile(millis, 0.99),
                quantile(millis, 1),
                Text.count(missing));
    }

    private static String quantile(double[] millis, double share) {
        return millis.length == 0 ? Text.NONE : Text.whole(new Values(millis).quantile(share));
    }
}
