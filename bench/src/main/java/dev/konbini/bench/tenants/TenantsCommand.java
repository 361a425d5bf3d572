package dev.konbini.bench.tenants;

import dev.konbini.bench.corpus.Corpus;
import dev.konbini.bench.figure.MachineLoad;
import dev.konbini.bench.figure.MarkdownTable;
import dev.konbini.bench.stand.HeapOptions;
import dev.konbini.bench.stand.LineTopic;
import dev.konbini.bench.stand.Stand;
import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Server;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures what many tenants cost.
@Command(
        name = "tenants",
        description = {
            "Cost against the number of tenants: the same lines spread evenly over so many, each time on servers of their own.",
            "",
            "A run in which nothing is taken in for a while is ended, and its row says why."
        })
public final class TenantsCommand implements Callable<Integer> {

    private static final int PARTITIONS = 4;
    private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);
    private static final String SHARING_FROM = "-Dkonbini.indices.sharing.from=";

    @Option(
            names = "--tenants",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,100,10000",
            description = "How many tenants, one run for each (default: ${DEFAULT-VALUE}).")
    private List<Integer> tenants = List.of();

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "200000",
            description = "How many lines in all (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Option(
            names = "--give-up-after",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long nothing may be taken in (default: ${DEFAULT-VALUE}).")
    private int giveUpAfter;

    @Option(
            names = "--own-indices",
            description =
                    "Give each tenant indices of its own, as before the day `konbini.indices.sharing.from` (default: they share).")
    private boolean ownIndices;

    @Mixin private HeapOptions heaps = new HeapOptions();

    @Override
    public Integer call() {
        if (lines < 1 || tenants.stream().anyMatch(each -> each < 1)) {
            throw Refusal.usage("--lines and --tenants are at least 1.");
        }
        System.out.println(MachineLoad.before().heading() + "\n");
        System.out.println("%,d lines.%n".formatted(lines));
        var table = new MarkdownTable(System.out, TenantsRun.HEADING);
        for (int count : tenants) {
            table.add(run(count).toArray(String[]::new));
        }
        return 0;
    }

    private List<String> run(int count) {
        try (var stand =
                        Stand.start(
                                List.of(Server.KAFKA, Server.ELASTICSEARCH),
                                heaps.elasticsearch());
                var topic = new LineTopic(stand.address(Server.KAFKA), PARTITIONS)) {
            Stand.say("filling the topic with %,d lines of %,d tenants".formatted(lines, count));
            topic.fill(
                    Corpus.ofYesterday(lines),
                    number -> "tenant-%05d".formatted(number / Corpus.INSTANCES % count));
            return new TenantsRun(
                            stand,
                            topic,
                            count,
                            heaps.replica(),
                            List.of(SHARING_FROM + (ownIndices ? NEVER : LocalDate.EPOCH)),
                            Duration.ofSeconds(giveUpAfter))
                    .row();
        }
    }
}
