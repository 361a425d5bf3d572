package dev.konbini.cli.suite;

import dev.konbini.cli.Refusal;
import dev.konbini.servers.process.Guardian;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/// Builds what is stale by calling the launcher, which knows what that is and how.
public record Build(Installation installation, Guardian guardian) {

    /// Runs the build.
    ///
    /// @param line told each line of progress
    /// @throws Refusal if it fails; the launcher has said why
    public void run(Consumer<String> line) {
        try {
            var builder =
                    new ProcessBuilder(installation.launcher().toString(), "build")
                            .redirectErrorStream(true);
            guardian.guard(builder);
            var process = builder.start();
            process.getOutputStream().close();
            var said = new StringBuilder();
            try (var reader = process.inputReader()) {
                for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                    if (text.startsWith("building ")) {
                        line.accept(text);
                    } else {
                        said.append(text).append('\n');
                    }
                }
            }
            if (process.waitFor() != 0) {
                throw Refusal.failed(said.toString().strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.failed("Building was interrupted: run it again.");
        }
    }
}
