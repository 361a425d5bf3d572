package dev.konbini.cli.upgrade;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.up.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Looks, before anything is touched, whether an upgrade can keep its promise.
///
/// @param suite as it runs
/// @param wanted the build that is to run
record Preflight(Suite suite, Installation wanted) {

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

    /// Where the wanted build breaks a contract of a version that runs.
    private List<String> breaches() {
        return List.of();
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
