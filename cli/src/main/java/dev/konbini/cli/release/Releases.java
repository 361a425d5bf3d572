package dev.konbini.cli.release;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.contracts.Version;
import dev.konbini.cli.suite.Build;
import dev.konbini.cli.suite.Installation;
import dev.konbini.servers.cache.Cache;
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
    /// @throws Refusal if there is no such release in the history, as far as that was fetched, or
    ///   if it cannot be built
    public Installation installed(String version, Consumer<String> said) {
        var release = Version.parse(version);
        var folder = checkout.root().resolve(".konbini/releases").resolve(release.toString());
        if (!isThere(release, folder)) {
            export(release, folder);
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

    private static boolean isThere(Version release, Path folder) {
        return Files.exists(folder.resolve("konbini"))
                && new VersionFiles(folder).version().equals(release);
    }

    private void export(Version release, Path folder) {
        var commit = commit(release);
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
            requireSources(release, part);
            Cache.delete(folder);
            Files.move(part, folder);
        } catch (IOException e) {
            throw Refusal.failed(
                    "The release cannot be put into %s (%s).".formatted(folder, e.getMessage()));
        }
    }

    /// A history that does not reach back to the release seems to add it with its oldest commit.
    private static void requireSources(Version release, Path sources) throws IOException {
        var found = new VersionFiles(sources).version();
        if (!found.equals(release)) {
            Cache.delete(sources);
            throw Refusal.failed(
                    "The history knows %s as release %s: fetch the whole history and its tags (git fetch --unshallow --tags)."
                            .formatted(found, release));
        }
    }
}
