package dev.konbini.cli.test;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.terminal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Runs `mvn verify` and tells of it a line for each module and each error; all of its output goes
/// to a log.
record MavenVerify(Installation installation, List<String> modules) {

    /// What Maven says about itself.
    private static final Pattern ADVICE =
            Pattern.compile(
                    "^\\[ERROR\\] *$|\\[Help 1\\]|Re-run Maven|re-run Maven|possible solutions|resume the build|mvn <args>|See dump files");

    private static final String MODULE_BEGINS = "[INFO] Building Konbini ";

    /// Runs the tests.
    ///
    /// @param properties `-D` arguments
    /// @return Maven's exit code
    int run(List<String> properties, Progress progress) {
        var log = installation.root().resolve(".konbini/test.log");
        var begun = Instant.now();
        try {
            Files.createDirectories(log.getParent());
            var builder =
                    new ProcessBuilder(command(properties))
                            .directory(installation.root().toFile())
                            .redirectErrorStream(true);
            // What the tests start is built by this very run.
            builder.environment().put("KONBINI_NO_BUILD", "1");
            builder.environment().remove("KONBINI_DATA");
            var process = builder.start();
            process.getOutputStream().close();
            try (var reader = process.inputReader();
                    var writer = Files.newBufferedWriter(log)) {
                for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                    writer.write(line);
                    writer.newLine();
                    tell(line, progress);
                }
            }
            int status = process.waitFor();
            if (status == 0 && modules.isEmpty()) {
                stamp(begun);
            } else if (status != 0) {
                progress.say("All of Maven's output is in " + log + ".");
            }
            return status;
        } catch (IOException e) {
            throw Refusal.failed(
                    "Maven cannot be run (%s): install it, or put mvn on the PATH."
                            .formatted(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.failed("The tests were interrupted.");
        }
    }

    private List<String> command(List<String> properties) {
        // Two modules at once: an integration test waits more than it works.
        var command = new ArrayList<>(List.of("mvn", "-B", "-ntp", "--fail-at-end", "-T", "2"));
        if (!modules.isEmpty()) {
            command.addAll(List.of("-pl", String.join(",", modules), "-am"));
        }
        command.addAll(properties);
        command.add("verify");
        return command;
    }

    private static void tell(String line, Progress progress) {
        if (line.startsWith(MODULE_BEGINS)) {
            var name = line.substring(MODULE_BEGINS.length()).split(" ", 2)[0];
            // The root has a version where the modules have their names.
            if (!Character.isDigit(name.charAt(0))) {
                progress.say("testing " + name + " …");
            }
        } else if (line.startsWith("[ERROR] ") && !ADVICE.matcher(line).find()) {
            progress.say(line);
        }
    }

    /// Tells the launcher that all is built as of the run's beginning.
    private void stamp(Instant begun) {
        try (var folders = Files.newDirectoryStream(installation.root(), Files::isDirectory)) {
            for (var folder : folders) {
                var target = folder.resolve("target");
                if (Files.isDirectory(target) && Files.exists(folder.resolve("pom.xml"))) {
                    stamp(target.resolve("konbini-built"), begun);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stamp(Path file, Instant begun) throws IOException {
        // The cli's stamp stays as it is: what runs is a copy that only the launcher makes.
        if (file.endsWith("cli/target/konbini-built")) {
            return;
        }
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(begun));
    }
}
