package dev.konbini.cli.capacity;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.shop.OperatorToken;
import dev.konbini.cli.shop.Shop;
import dev.konbini.cli.suite.DataFolder;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a suite is that is not on this machine.
final class ReachOptions {

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description = {
                "Where the gateway of a suite elsewhere is reached from here (default: the suite on this machine).",
                "Needs --kafka and --elasticsearch, too."
            })
    private @Nullable URI gateway;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "A file that holds an operator's token (default: operator-token in the suite's folder).")
    private @Nullable Path tokenFile;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Kafka, as reached from here, with the rights to write lines.")
    private @Nullable String kafka;

    @Option(
            names = "--elasticsearch",
            paramLabel = "URL",
            description = "Elasticsearch, as reached from here, with the rights to read.")
    private @Nullable URI elasticsearch;

    @Option(
            names = "--metrics",
            paramLabel = "URL",
            split = ",",
            description =
                    "The management address of each replica of logging-service, as reached from here; without them it is not known what limits. In a cluster: kubectl port-forward POD 8183.")
    private List<URI> metrics = List.of();

    /// The suite that is meant.
    ///
    /// @throws Refusal if something is missing, or it is not there
    Reach reach(DataFolder data) {
        if (gateway == null && kafka == null && elasticsearch == null) {
            if (!metrics.isEmpty() || tokenFile != null) {
                throw Refusal.usage(
                        "--metrics and --token-file are for a suite elsewhere: add --gateway, --kafka and --elasticsearch, or leave them out.");
            }
            return Reach.of(data);
        }
        if (gateway == null || kafka == null || elasticsearch == null) {
            throw Refusal.usage("These are needed, too: " + String.join(", ", missing()) + ".");
        }
        return new Reach(
                new Shop(
                        gateway,
                        OperatorToken.read(
                                tokenFile == null ? data.operatorToken() : tokenFile,
                                "Name its file with --token-file.")),
                kafka,
                elasticsearch,
                new Replicas(List.copyOf(metrics)));
    }

    private List<String> missing() {
        var missing = new ArrayList<String>();
        if (gateway == null) {
            missing.add("--gateway");
        }
        if (kafka == null) {
            missing.add("--kafka");
        }
        if (elasticsearch == null) {
            missing.add("--elasticsearch");
        }
        return missing;
    }
}
