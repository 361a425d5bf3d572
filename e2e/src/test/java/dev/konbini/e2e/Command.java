package dev.konbini.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The `konbini` command on a suite of its own.
///
/// @param root where the project is
/// @param data where the suite keeps its data
record Command(Path root, Path data) {

    /// Runs `arguments` to their end.
    ///
    /// @throws IllegalStateException if that takes longer than `patience`
    Result run(Duration patience, String... arguments) {
        var line = new ArrayList<>(List.of(root.resolve("konbini").toString()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--data", data.toString()));
        try {
            // Not a pipe: what `up` leaves running would keep it open.
            var output = Files.createTempFile("konbini-e2e", ".out");
            var builder =
                    new ProcessBuilder(line)
                            .directory(root.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            // What the suite starts inherits it: the tests' webhooks are on this machine.
            builder.environment().put("KONBINI_ALERTS_WEBHOOKS_ALLOWPRIVATE", "true");
            var process = builder.start();
            process.getOutputStream().close();
            var ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                end(process);
            }
            var text = Files.readString(output);
            Files.delete(output);
            if (!ended) {
                throw new IllegalStateException(
                        "%s did not end within %s:%n%s".formatted(line, patience, text));
            }
            return new Result(String.join(" ", line), process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Ends a command that takes too long, and waits for it: it holds the suite's lock, and takes
    /// down what it has started.
    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            var _ = process.destroyForcibly().waitFor();
        }
    }

    /// How a command ended.
    record Result(String line, int exit, String output) {

        /// Its output.
        ///
        /// @throws IllegalStateException unless it ended well
        String good() {
            if (exit != 0) {
                throw new IllegalStateException(
                        "%s ended with %d:%n%s".formatted(line, exit, output));
            }
            return output;
        }
    }
}
