package dev.konbini.bench.kills;

import dev.konbini.bench.corpus.Corpus;
import dev.konbini.bench.figure.MachineLoad;
import dev.konbini.bench.figure.MarkdownTable;
import dev.konbini.bench.figure.Text;
import dev.konbini.bench.stand.HeapOptions;
import dev.konbini.bench.stand.LineTopic;
import dev.konbini.bench.stand.PartitionsOption;
import dev.konbini.bench.stand.Stand;
import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Server;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Proves that no line is lost and none doubled, nor what an alert tells, whoever dies.
@Command(
        name = "kills",
        description = {
            "Kafka to Elasticsearch with two replicas, while Elasticsearch, a replica, Kafka and the other replica are killed (kill -9) in turn.",
            "",
            "An alert is judged and told meanwhile, and when all lines are in, each is killed once more.",
            "",
            "Then each line is looked for by its id, the ledger is asked, and what the alert told is compared with what it would have told undisturbed. The exit code is 0 only if nothing is missing and nothing is there twice."
        })
public final class KillsCommand implements Callable<Integer> {

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "How many lines (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description =
                    "How long all is well between the return of one and the death of the next (default: ${DEFAULT-VALUE}).")
    private int every;

    @Mixin private PartitionsOption partitions = new PartitionsOption();

    @Mixin private HeapOptions heaps = new HeapOptions();

    @Override
    public Integer call() {
        if (lines < 1 || every < 0) {
            throw Refusal.usage("--lines is at least 1, and --every 0.");
        }
        int partitionCount = partitions.require();
        System.out.println(MachineLoad.before().heading() + "\n");
        try (var stand =
                        Stand.start(
                                List.of(Server.KAFKA, Server.ELASTICSEARCH),
                                heaps.elasticsearch());
                var topic = new LineTopic(stand.address(Server.KAFKA), partitionCount);
                var kills = new Kills(stand, topic, Corpus.ofYesterday(lines), heaps.replica())) {
            var outcome = kills.run(Duration.ofSeconds(every));
            print(outcome);
            return outcome.exact(lines) ? 0 : 1;
        }
    }

    private static void print(Outcome outcome) {
        System.out.println("Killed: " + outcome.killed() + "\n");
        var booked = outcome.booked();
        new MarkdownTable(
                        System.out,
                        List.of(
                                "seconds",
                                "lines missing",
                                "lines twice",
                                "ledger: received",
                                "stored",
                                "repeated",
                                "dead letters",
                                "missing"))
                .add(
                        Text.count(outcome.took().toSeconds()),
                        Text.count(outcome.missing()),
                        Text.count(outcome.doubles()),
                        Text.count(booked.received()),
                        Text.count(booked.stored()),
                        Text.count(booked.repeated()),
                        Text.count(booked.deadLettered()),
                        Text.count(booked.missing()));
        System.out.println();
        var told = outcome.told();
        new MarkdownTable(
                        System.out,
                        List.of(
                                "alert: fired and resolved",
                                "not told",
                                "told beside",
                                "told again under the same key"))
                .add(
                        Text.count(told.expected()),
                        Text.count(told.missing()),
                        Text.count(told.unexpected()),
                        Text.count(told.again()));
    }
}
