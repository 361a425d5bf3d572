package dev.konbini.cli.upgrade;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.contracts.ContractGate;
import dev.konbini.cli.contracts.Version;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.up.Suite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Looks, before anything is touched, whether an upgrade can keep its promise.
///
/// @param suite as it runs, with the build that is to run
/// @param checkout knows the contracts of each released version, and of its own
record Preflight(Suite suite, Installation checkout) {

    /// @throws Refusal with every reason why the upgrade is unsafe
    void require() {
        var reasons = new ArrayList<String>();
        if (suite.settings().replicas() < 2) {
            reasons.add(
                    "There is one replica of each service, and while it is replaced nobody serves. Start the suite with two: ./konbini down, then ./konbini up --replicas 2.");
        }
        for (var replica : suite.replicas()) {
            if (suite.services().running(replica).isEmpty()) {
                reasons.add(replica.name() + " does not run. Start it: ./konbini up.");
            } else if (!suite.services().isReady(replica)) {
                reasons.add("%s is not ready. See ./konbini logs %1$s.".formatted(replica.name()));
            }
        }
        if (suite.door().isWanted() && suite.door().running().isEmpty()) {
            reasons.add("The door does not run. Start it: ./konbini up.");
        }
        reasons.addAll(breaches());
        if (!reasons.isEmpty()) {
            throw Refusal.failed(
                    reasons.stream()
                            .map(reason -> "\n  - " + reason)
                            .collect(Collectors.joining("", "The upgrade would not be safe:", "")));
        }
    }

    /// Where versions that will run side by side break each other's contracts. Which of the two is
    /// wanted makes no difference: on the way back the older one meets what the newer one wrote.
    private List<String> breaches() {
        var wanted = Version.parse(suite.services().version());
        return versions().stream()
                .map(Version::parse)
                .flatMap(running -> {
                    var older = running.compareTo(wanted) < 0 ? running : wanted;
                    var newer = running.compareTo(wanted) < 0 ? wanted : running;
                    return ContractGate.check(contracts(older), contracts(newer)).stream()
                            .map(breach ->
                                    "%s cannot run beside %s: %s".formatted(newer, older, breach));
                })
                .toList();
    }

    private Path contracts(Version version) {
        var contracts = checkout.root().resolve("contracts");
        var released = contracts.resolve("released").resolve(version.toString());
        return Files.isDirectory(released) ? released : contracts;
    }

    /// Versions that run now, each once.
    List<String> versions() {
        return suite.replicas().stream()
                .flatMap(replica -> suite.services().running(replica).stream())
                .map(process -> process.version())
                .distinct()
                .sorted()
                .toList();
    }
}
