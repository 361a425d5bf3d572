package dev.konbini.cli.release;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.contracts.Version;
import dev.konbini.cli.suite.Build;
import dev.konbini.cli.suite.Installation;
import dev.konbini.servers.cache.Tool;
import dev.konbini.servers.process.Guardian;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Makes released versions runnable beside the checkout: the sources of a release are taken out of
/// the project's history into `.konbini/releases/VERSION` and built there by their own launcher.
///
/// @param checkout the one whose history knows the releases
public record Releases(Installation checkout) {

    /// The installation of a release, built.
    ///
    /// @param said told each line of progress
    /// @throws Refusal if there is no such release, or if it cannot be built
    public Installation installed(String version, Consumer<String> said) {
        var release = Version.parse(version);
        var folder = checkout.root().resolve(".konbini/releases").resolve(release.toString());
        if (!Files.exists(folder.resolve("konbini"))) {
            export(commit(release), folder);
        }
        var installation = new Installation(folder, Map.of());
        try (var guardian = Guardian.start()) {
            new Build(installation, guardian)
                    .run(line -> said.accept("release " + release + ": " + line));
        }
        return installation;
    }

    private String commit(Version release) {
        return new Git(checkout.root())
                .commitOf(release)
                .orElseThrow(() ->
                        Refusal.failed(
                                "There is no release %s in the history of %s: see contracts/released for those that are."
                                        .formatted(release, checkout.root())));
    }

    private void export(String commit, Path folder) {
        var part = folder.resolveSibling(folder.getFileName() + ".part");
        var archive = folder.resolveSibling(folder.getFileName() + ".tar");
        try {
            Files.createDirectories(part);
            new Git(checkout.root()).run("archive", "--output=" + archive, commit);
            var unpacked = Tool.run(part, List.of("tar", "-xf", archive.toString()));
            if (!unpacked.succeeded()) {
                throw Refusal.failed(
                        "The sources of commit %s cannot be unpacked: %s"
                                .formatted(commit, unpacked.tail()));
            }
            Files.delete(archive);
            Files.move(part, folder);
        } catch (IOException e) {
            throw Refusal.failed(
                    "The release cannot be put into %s (%s).".formatted(folder, e.getMessage()));
        }
    }
}
