package dev.konbini.cli.capacity;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.shop.OutsideOptions;
import dev.konbini.cli.shop.Shop;
import dev.konbini.cli.suite.DataFolder;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where a suite is that is not on this machine.
final class ReachOptions {

    @Mixin private final OutsideOptions outside = new OutsideOptions();

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
        var missing = new ArrayList<String>();
        var addresses = outside.addresses();
        addresses.forEach((name, address) -> {
            if (address == null) {
                missing.add(name);
            }
        });
        if (missing.size() == addresses.size()) {
            if (!metrics.isEmpty() || outside.hasTokenFile()) {
                throw Refusal.usage(
                        "--metrics and --token-file are for a suite elsewhere: add --gateway, --kafka and --elasticsearch, or leave them out.");
            }
            return Reach.of(data);
        }
        if (!missing.isEmpty()) {
            throw Refusal.usage("These are needed, too: " + String.join(", ", missing) + ".");
        }
        return new Reach(
                new Shop(outside.gateway(), outside.token(data.operatorToken())),
                outside.kafka(),
                outside.elasticsearch(),
                new Replicas(List.copyOf(metrics)));
    }
}
