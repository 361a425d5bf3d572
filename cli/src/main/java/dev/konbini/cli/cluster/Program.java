package dev.konbini.cli.cluster;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.task.Tasks;
import dev.konbini.servers.cache.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program of the PATH while it runs.
public final class Program {

    /// After this it is no longer asked to end but made to.
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final String SETSID = "setsid";

    private final String name;
    private final Process process;
    private final Path output;
    private final Path errors;

    private Program(String name, Process process, Path output, Path errors) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /// Starts it with nothing to read.
    ///
    /// @throws Refusal if it cannot be started
    static Program start(List<String> command) {
        var name = command.getFirst();
        if (!Tool.present(name)) {
            throw Refusal.failed(
                    "There is no %s on the PATH: install it, and let it know the cluster."
                            .formatted(name));
        }
        try {
            var output = Files.createTempFile("konbini-" + name, ".out");
            var errors = Files.createTempFile("konbini-" + name, ".err");
            var process =
                    new ProcessBuilder(apart(command))
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectOutput(output.toFile())
                            .redirectError(errors.toFile())
                            .start();
            return new Program(name, process, output, errors);
        } catch (IOException e) {
            throw Refusal.failed("%s cannot be started (%s).".formatted(name, e.getMessage()));
        }
    }

    /// The command in a session of its own, where there is what makes one: Ctrl-C in a terminal is
    /// then for this program alone, which ends what it has started, or waits for it.
    static List<String> apart(List<String> command) {
        return Tool.present(SETSID)
                ? Stream.concat(Stream.of(SETSID), command.stream()).toList()
                : command;
    }

    /// What a program prints that ends well.
    ///
    /// @throws Refusal with what it complains of, if it does not
    static String print(List<String> command) {
        return start(command).end().text();
    }

    public boolean runs() {
        return process.isAlive();
    }

    /// Waits until it has ended.
    public Ended end() {
        try {
            int status = process.waitFor();
            return new Ended(name, status, read(output), read(errors).strip());
        } catch (IOException e) {
            throw Refusal.failed(
                    "What %s printed cannot be read (%s).".formatted(name, e.getMessage()));
        } catch (InterruptedException e) {
            process.destroy();
            throw Tasks.interrupted(e);
        }
    }

    /// Asks it to end, and waits.
    public Ended stop() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw Tasks.interrupted(e);
        }
        return end();
    }

    private static String read(Path file) throws IOException {
        var text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        Files.deleteIfExists(file);
        return text;
    }

    /// A program that has run.
    ///
    /// @param output standard output
    /// @param complaint standard error, stripped
    public record Ended(String program, int status, String output, String complaint) {

        public boolean well() {
            return status == 0;
        }

        /// @throws Refusal unless it ended well
        String text() {
            if (!well()) {
                throw Refusal.failed("%s fails: %s".formatted(program, complaint));
            }
            return output;
        }
    }
}
