package dev.konbini.bench.stand;

import dev.konbini.bench.corpus.Corpus;
import dev.konbini.cli.Refusal;
import picocli.CommandLine.Option;

/// How many partitions the topic of lines has.
public final class PartitionsOption {

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of the topic, at most 8 (default: ${DEFAULT-VALUE}).")
    private int partitions;

    /// How many.
    ///
    /// @throws Refusal if there are none, or some would stay empty
    public int require() {
        if (partitions < 1 || partitions > Corpus.INSTANCES) {
            throw Refusal.usage("--partitions is 1 to %d.".formatted(Corpus.INSTANCES));
        }
        return partitions;
    }
}
