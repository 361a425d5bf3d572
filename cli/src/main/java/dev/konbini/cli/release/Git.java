package dev.konbini.cli.release;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.contracts.Version;
import dev.konbini.cli.task.Tasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The git repository in `root`.
record Git(Path root) {

    /// What `git` with these arguments prints, without the last line's end.
    ///
    /// @throws Refusal if it fails, with what it says
    String run(String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            var process =
                    new ProcessBuilder(command)
                            .directory(root.toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            var said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .stripTrailing();
            if (process.waitFor() != 0) {
                throw Refusal.failed("git %s failed: %s".formatted(arguments[0], said));
            }
            return said;
        } catch (IOException e) {
            throw Refusal.failed(
                    "git cannot be run (%s): install it, or put it on the PATH."
                            .formatted(e.getMessage()));
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }

    /// The commit that is checked out.
    String head() {
        return run("rev-parse", "HEAD");
    }

    /// Whether every file is as it was committed, and there is none besides.
    boolean isClean() {
        return run("status", "--porcelain").isEmpty();
    }

    boolean hasTag(String name) {
        return !run("tag", "--list", name).isEmpty();
    }

    /// How a release's tag is called.
    static String tag(Version release) {
        return "v" + release;
    }

    /// The commit of a release: that of its tag or, where the clone has no tags, the one that added
    /// its contracts.
    Optional<String> commitOf(Version release) {
        if (hasTag(tag(release))) {
            return Optional.of(run("rev-parse", tag(release) + "^{commit}"));
        }
        var adding =
                run(
                        "log",
                        "--diff-filter=A",
                        "--format=%H",
                        "-1",
                        "--",
                        "contracts/released/" + release);
        return Optional.of(adding).filter(commit -> !commit.isEmpty());
    }

    /// Commits all that has changed.
    void commit(String subject) {
        run("add", "--all");
        run("commit", "--quiet", "--message", subject);
    }

    /// The first lines of the commits' messages, the latest first.
    ///
    /// @param after only of those after it; all if empty
    List<String> subjects(String after) {
        var range = after.isEmpty() ? "HEAD" : after + "..HEAD";
        return run("log", "--no-merges", "--format=%s", range).lines().toList();
    }

    /// Makes everything as `commit` has it. What has never been committed goes, but for what is
    /// ignored.
    void reset(String commit) {
        run("reset", "--quiet", "--hard", commit);
        run("clean", "--quiet", "--force", "-d");
    }
}
