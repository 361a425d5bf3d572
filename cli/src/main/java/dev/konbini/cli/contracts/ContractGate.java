package dev.konbini.cli.contracts;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Says whether a version may run beside a released one.
///
/// `*.schema.json` are compared by [SchemaRules], `*.openapi.json` by [OpenApiRules], what is in
/// `indices` by [IndexRules]. Examples are for tests and not compared.
public final class ContractGate {

    private ContractGate() {}

    /// What is wrong with the contracts in `contracts` for each version of which
    /// `contracts/released` holds those; a version without a breach has an empty list.
    ///
    /// @throws Refusal if a contract cannot be read as JSON
    public static SortedMap<Version, List<Breach>> checkReleased(Path contracts) {
        var breaches = new TreeMap<Version, List<Breach>>();
        for (var version : released(contracts)) {
            var folder = contracts.resolve("released").resolve(version.toString());
            breaches.put(version, check(folder, contracts));
        }
        return breaches;
    }

    /// The versions of which `contracts/released` holds the contracts, the oldest first.
    public static List<Version> released(Path contracts) {
        var folder = contracts.resolve("released");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var versions = Files.list(folder)) {
            return versions.filter(Files::isDirectory)
                    .map(each -> Version.parse(each.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is wrong with the contracts in the folder `current` for replicas, clients and data of
    /// those in `released`.
    ///
    /// @throws Refusal if a contract cannot be read as JSON
    public static List<Breach> check(Path released, Path current) {
        var breaches = new ArrayList<Breach>();
        try (var files = Files.walk(released)) {
            contracts(released, files).forEach(file -> compare(file, released, current, breaches));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return breaches;
    }

    private static List<Path> contracts(Path folder, Stream<Path> files) {
        return files.filter(Files::isRegularFile)
                .map(folder::relativize)
                .filter(file -> file.toString().endsWith(".json"))
                .filter(file -> !file.toString().contains("examples"))
                .sorted()
                .toList();
    }

    private static void compare(Path file, Path released, Path current, List<Breach> breaches) {
        var name = file.toString();
        if (!Files.exists(current.resolve(file))) {
            breaches.add(
                    new Breach(
                            name,
                            "",
                            "the contract was removed",
                            "replicas and clients of the released version rely on it"));
            return;
        }
        var before = read(released.resolve(file));
        var now = read(current.resolve(file));
        if (name.endsWith(".openapi.json")) {
            new OpenApiRules(name, breaches).compare(before, now);
        } else if (name.endsWith(".schema.json")) {
            new SchemaRules(name, Flow.MESSAGE, breaches).compare(before, now);
        } else {
            new IndexRules(name, breaches).compare(before, now);
        }
    }

    private static Node read(Path file) {
        try {
            return Node.of(JsonMapper.shared().readTree(file));
        } catch (JacksonException e) {
            throw Refusal.failed(
                    "%s cannot be read as JSON (%s): mend it, or take it from its release's tag."
                            .formatted(file, e.getOriginalMessage()));
        }
    }
}
