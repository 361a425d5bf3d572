package dev.konbini.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole suite of processes on free ports, with the sample catalogue.
///
/// Is stopped, and its data removed, when the tests end or the JVM is told to; started processes
/// never outlive it, unless the JVM itself is killed.
final class Suite implements AutoCloseable {

    // Seconds where nothing else runs; the first start after a change also builds.
    private static final Duration START = Duration.ofMinutes(15);
    private static final Duration STOP = Duration.ofMinutes(2);

    private final Command command;
    private final Thread lastResort = new Thread(this::down, "suite-down");
    private final Gateway gateway;
    private boolean broken;

    private Suite(Command command) {
        this.command = command;
        Runtime.getRuntime().addShutdownHook(lastResort);
        try {
            command.run(START, "up", "--free-ports").good();
            this.gateway =
                    new Gateway(
                            URI.create(status().path("gateway").asString()),
                            Files.readString(command.data().resolve("operator-token")).strip());
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    static Suite start() {
        return new Suite(
                new Command(
                        Path.of(System.getProperty("konbini.root")),
                        Path.of(System.getProperty("konbini.data"))));
    }

    /// The gateway, spoken to as an operator.
    Gateway gateway() {
        return gateway;
    }

    /// Starts what was killed.
    void up() {
        var _ = command.run(START, "up").good();
        broken = false;
    }

    /// Starts what a test has killed and not started again.
    void heal() {
        if (broken) {
            up();
        }
    }

    /// What `status` says, whatever its exit code.
    JsonNode status() {
        return JsonMapper.shared().readTree(command.run(STOP, "status", "--json").output());
    }

    /// Ends members at once, as `kill -9` does.
    void kill(String... names) {
        var status = status();
        broken = true;
        for (var name : names) {
            var process = ProcessHandle.of(member(status, name).path("pid").asLong()).orElseThrow();
            process.destroyForcibly();
            var _ = process.onExit().join();
        }
    }

    /// The states of members, such as `ready`.
    List<String> states(String... names) {
        var status = status();
        return Arrays.stream(names)
                .map(name -> member(status, name).path("state").asString())
                .toList();
    }

    private static JsonNode member(JsonNode status, String name) {
        return status.path("members")
                .valueStream()
                .filter(member -> member.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no member " + name));
    }

    private void down() {
        var _ = command.run(STOP, "down", "--purge");
    }

    @Override
    public void close() {
        down();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }
}
