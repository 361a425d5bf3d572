package dev.konbini.servers.cache;

import dev.konbini.servers.ServerException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Programs of this machine that are run to their end.
public final class Tool {

    private static final long MINUTES_MAX = 20;

    private Tool() {}

    /// How a program ended.
    ///
    /// @param output standard output and error together
    public record Result(int exitCode, String output) {

        public boolean succeeded() {
            return exitCode == 0;
        }

        /// The last lines of the output, for a message.
        public String tail() {
            var lines = output.lines().filter(line -> !line.isBlank()).toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
        }
    }

    /// Whether a program of this name is on the PATH.
    public static boolean present(String program) {
        return find(program).isPresent();
    }

    /// Where on the PATH the program is.
    public static Optional<Path> find(String program) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /// Runs a command to its end, in `directory`, on the JDK that runs this program.
    ///
    /// @throws ServerException if it cannot be started, or runs longer than 20 minutes
    public static Result run(Path directory, List<String> command) {
        try {
            var output = Files.createTempFile("konbini-tool", ".log");
            try {
                var builder =
                        new ProcessBuilder(command)
                                .directory(directory.toFile())
                                .redirectInput(new File("/dev/null"))
                                .redirectErrorStream(true)
                                .redirectOutput(output.toFile());
                builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
                var process = builder.start();
                if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new ServerException(
                            command.getFirst() + " did not end within " + MINUTES_MAX + " minutes",
                            "Check the connection to the registry, then run this again");
                }
                return new Result(
                        process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new ServerException(
                    command.getFirst() + " cannot be run: " + e.getMessage(),
                    "Install it, or put it on the PATH",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException(
                    "Waiting for " + command.getFirst() + " was interrupted", "Run it again", e);
        }
    }
}
