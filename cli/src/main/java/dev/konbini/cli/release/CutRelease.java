package dev.konbini.cli.release;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.contracts.Breach;
import dev.konbini.cli.contracts.ContractGate;
import dev.konbini.cli.contracts.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Cuts a version out of a repository, wholly or not at all.
final class CutRelease {

    private static final String BEGIN = "Begin ";

    private final Path root;
    private final Git git;
    private final VersionFiles versions;
    private final Clock clock;

    /// @param root the folder of the root pom, of the repository, too
    CutRelease(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
        git = new Git(root);
        versions = new VersionFiles(root);
    }

    /// Commits a copy of the contracts and the changelog's section, and makes the annotated tag
    /// `vVERSION`.
    ///
    /// @param next the version that is begun after it, with a commit of its own; null for none
    /// @throws Refusal if it may not be released, in this order: something is not committed, the
    ///   poms have another version, it is not above the last one, `next` is not above it, its tag
    ///   is there, the gate refuses; or if git fails, in which case everything is again as it was
    void cut(Version version, @Nullable Version next) {
        check(version, next);
        var start = git.head();
        try {
            record(version);
            git.commit("Release " + version);
            git.run("tag", "--annotate", "--message", "Konbini " + version, Git.tag(version));
            if (next != null) {
                versions.set(next);
                git.commit(BEGIN + next);
            }
        } catch (RuntimeException e) {
            undo(version, start);
            throw e;
        }
    }

    private void check(Version version, @Nullable Version next) {
        if (!git.isClean()) {
            throw Refusal.failed(
                    "There are changes that are not committed: commit or stash them, then release.");
        }
        if (!versions.version().equals(version)) {
            throw Refusal.failed(
                    "The poms say %s: release that, or change them first."
                            .formatted(versions.version()));
        }
        var released = ContractGate.released(contracts());
        if (!released.isEmpty() && version.compareTo(released.getLast()) <= 0) {
            throw Refusal.failed(
                    "%s is not above %s, which is released."
                            .formatted(version, released.getLast()));
        }
        if (next != null && next.compareTo(version) <= 0) {
            throw Refusal.failed("The next version, %s, is not above %s.".formatted(next, version));
        }
        if (git.hasTag(Git.tag(version))) {
            throw Refusal.failed("There is a tag %s already.".formatted(Git.tag(version)));
        }
        ContractGate.checkReleased(contracts())
                .forEach((earlier, breaches) -> {
                    if (!breaches.isEmpty()) {
                        throw Refusal.failed(
                                "%s may not run beside %s:%n%s"
                                        .formatted(version, earlier, lines(breaches)));
                    }
                });
    }

    private static String lines(List<Breach> breaches) {
        return breaches.stream().map(each -> "  " + each).collect(Collectors.joining("\n"));
    }

    private void record(Version version) {
        var released = ContractGate.released(contracts());
        var after = released.isEmpty() ? "" : git.commitOf(released.getLast()).orElseThrow();
        var changes =
                git.subjects(after).stream()
                        .filter(subject -> !subject.matches(BEGIN + "\\d+\\.\\d+\\.\\d+"))
                        .toList();
        try {
            copyContracts(version);
            new Changelog(root.resolve("CHANGELOG.md"))
                    .add(version, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), changes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copyContracts(Version version) throws IOException {
        var released = contracts().resolve("released");
        var target = released.resolve(version.toString());
        try (var files = Files.walk(contracts())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (!file.startsWith(released) && file.toString().endsWith(".json")) {
                    var copy = target.resolve(contracts().relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    private void undo(Version version, String start) {
        git.reset(start);
        // The check has seen that it was not there before.
        if (git.hasTag(Git.tag(version))) {
            git.run("tag", "--delete", Git.tag(version));
        }
    }

    private Path contracts() {
        return root.resolve("contracts");
    }
}
