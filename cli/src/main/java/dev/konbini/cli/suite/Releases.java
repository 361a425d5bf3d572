package dev.konbini.cli.suite;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.task.Tasks;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Makes released versions runnable beside the checkout: the sources of a release are taken out of
/// the project's history into `.konbini/releases/VERSION` and built there by their own launcher.
///
/// @param checkout the one whose history knows the releases
public record Releases(Installation checkout) {

    private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+");

    /// The installation of a release, built.
    ///
    /// @param said told each line of progress
    /// @throws Refusal if there is no such release, or if it cannot be built
    public Installation installed(String version, Consumer<String> said) {
        if (!VERSION.matcher(version).matches()) {
            throw Refusal.usage("'%s' is no version: write it like 0.1.0.".formatted(version));
        }
        var folder = checkout.root().resolve(".konbini/releases").resolve(version);
        if (!Files.exists(folder.resolve("konbini"))) {
            export(commit(version), folder);
        }
        build(folder, version, said);
        return new Installation(folder, Map.of());
    }

    /// The commit of a release: that of its tag or, where the clone has no tags, the one that added
    /// its contracts.
    private String commit(String version) {
        var tagged = git("rev-parse", "--quiet", "--verify", "v" + version + "^{commit}");
        return tagged.or(() ->
                        git(
                                "log",
                                "--diff-filter=A",
                                "--format=%H",
                                "-1",
                                "--",
                                "contracts/released/" + version))
                .orElseThrow(() ->
                        Refusal.failed(
                                "There is no release %s in the history of %s: see contracts/released for those that are."
                                        .formatted(version, checkout.root())));
    }

    private Optional<String> git(String... arguments) {
        var command = new ArrayList<>(List.of("git", "-C", checkout.root().toString()));
        command.addAll(List.of(arguments));
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 && !said.isBlank()
                    ? Optional.of(said.strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw Refusal.failed(
                    "git cannot be run (%s): releases are taken out of the project's history with it."
                            .formatted(e.getMessage()));
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }

    private void export(String commit, Path folder) {
        var part = folder.resolveSibling(folder.getFileName() + ".part");
        try {
            Files.createDirectories(part);
            var pipeline =
                    ProcessBuilder.startPipeline(
                            List.of(
                                    new ProcessBuilder(
                                                    "git",
                                                    "-C",
                                                    checkout.root().toString(),
                                                    "archive",
                                                    commit)
                                            .redirectError(ProcessBuilder.Redirect.DISCARD),
                                    new ProcessBuilder("tar", "-x", "-C", part.toString())
                                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                            .redirectError(ProcessBuilder.Redirect.DISCARD)));
            for (var process : pipeline) {
                if (process.waitFor() != 0) {
                    throw Refusal.failed(
                            "The sources of commit %s cannot be taken out of the history of %s."
                                    .formatted(commit, checkout.root()));
                }
            }
            Files.move(part, folder);
        } catch (IOException e) {
            throw Refusal.failed(
                    "The release cannot be put into %s (%s).".formatted(folder, e.getMessage()));
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }

    private static void build(Path folder, String version, Consumer<String> said) {
        var log = new File(folder.toFile(), "build.log");
        try {
            var builder =
                    new ProcessBuilder(folder.resolve("konbini").toString(), "build")
                            .directory(folder.toFile())
                            .redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("KONBINI_"));
            var process = builder.start();
            process.getOutputStream().close();
            try (var reader = process.inputReader();
                    var writer = Files.newBufferedWriter(log.toPath())) {
                for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                    writer.write(line + "\n");
                    if (line.startsWith("building ")) {
                        said.accept("release " + version + ": " + line);
                    }
                }
            }
            if (process.waitFor() != 0) {
                throw Refusal.failed("Release %s cannot be built: see %s.".formatted(version, log));
            }
        } catch (IOException e) {
            throw Refusal.failed(
                    "Release %s cannot be built (%s).".formatted(version, e.getMessage()));
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }
}
