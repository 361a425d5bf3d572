package dev.konbini.bench.rebalance;

import dev.konbini.bench.figure.MachineLoad;
import dev.konbini.bench.figure.MarkdownTable;
import dev.konbini.bench.figure.Text;
import dev.konbini.bench.stand.HeapOptions;
import dev.konbini.cli.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures what a rolling restart costs those who wait for lines.
@Command(
        name = "rebalance",
        description = {
            "Two replicas of logging-service are replaced under an even load, once with each group protocol.",
            "",
            "A partition stands still from the moment at which something is to be taken from it until the next commit."
        })
public final class RebalanceCommand implements Callable<Integer> {

    private static final Duration LONG = Duration.ofSeconds(1);

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "400",
            description = "Lines a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Mixin private HeapOptions heaps = new HeapOptions();

    @Override
    public Integer call() {
        if (rate < 1) {
            throw Refusal.usage("--rate is at least 1.");
        }
        System.out.println(MachineLoad.before().heading() + "\n");
        var table =
                new MarkdownTable(
                        System.out,
                        List.of(
                                "group protocol",
                                "longest standstill ms, undisturbed",
                                "longest ms, rolling",
                                "over 1 s, rolling"));
        for (var membership : Membership.ALL) {
            var outcome = new RollingRestart(membership, rate, heaps).run();
            table.add(
                    membership.title(),
                    Text.count(outcome.undisturbed().longest().toMillis()),
                    Text.count(outcome.rolling().longest().toMillis()),
                    Text.count(outcome.rolling().longerThan(LONG)));
        }
        return 0;
    }
}
