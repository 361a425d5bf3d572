package dev.konbini.cli.upgrade;

import dev.konbini.cli.contracts.ContractGate;
import dev.konbini.cli.contracts.Version;
import dev.konbini.cli.suite.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Whether versions may run side by side.
///
/// @param checkout knows the contracts of each released version, and of its own
record Compatibility(Installation checkout) {

    /// Where versions that will run side by side break each other's contracts. Which of the two is
    /// wanted makes no difference: on the way back the older one meets what the newer one wrote.
    List<String> breaches(List<String> versions, String wanted) {
        var other = Version.parse(wanted);
        return versions.stream()
                .map(Version::parse)
                .flatMap(running -> {
                    var older = running.compareTo(other) < 0 ? running : other;
                    var newer = running.compareTo(other) < 0 ? other : running;
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
}
