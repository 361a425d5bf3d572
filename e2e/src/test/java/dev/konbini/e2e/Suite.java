package dev.konbini.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
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
    private static final Duration UPGRADE = Duration.ofMinutes(10);
    private static final Duration CAPACITY = Duration.ofMinutes(5);

    private final Command command;
    private final Thread lastResort = new Thread(this::down, "suite-down");
    private Gateway gateway;
    private boolean broken;

    private Suite(Command command) {
        this.command = command;
        Runtime.getRuntime().addShutdownHook(lastResort);
        try {
            command.run(START, "up", "--free-ports").good();
            this.gateway = connect();
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

    private Gateway connect() throws IOException {
        return new Gateway(
                URI.create(status().path("gateway").asString()),
                Files.readString(command.data().resolve("operator-token")).strip());
    }

    /// Stops all and starts it anew, on other ports and with further options.
    void restart(String... options) throws IOException {
        stop();
        var arguments = new ArrayList<>(List.of("up", "--free-ports"));
        arguments.addAll(List.of(options));
        var _ = command.run(START, arguments.toArray(String[]::new)).good();
        gateway = connect();
        broken = false;
    }

    /// Upgrades to the version that runs.
    Command.Result upgrade(String... options) {
        var arguments = new ArrayList<>(List.of("upgrade"));
        arguments.addAll(List.of(options));
        return command.run(UPGRADE, arguments.toArray(String[]::new));
    }

    /// Measures what it takes.
    Command.Result capacity(String... options) {
        var arguments = new ArrayList<>(List.of("capacity"));
        arguments.addAll(List.of(options));
        return command.run(CAPACITY, arguments.toArray(String[]::new));
    }

    /// The report of the last upgrade.
    JsonNode upgradeReport() {
        return JsonMapper.shared()
                .readTree(command.data().resolve("upgrade-report/upgrade-report.json").toFile());
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

    /// The pid under which a member was last started; empty while it is stopped.
    OptionalLong pid(String name) {
        try {
            var record = Files.readString(command.data().resolve("run/" + name + ".json"));
            return OptionalLong.of(JsonMapper.shared().readTree(record).path("pid").asLong());
        } catch (NoSuchFileException stopped) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends a member at once, without the time that [#kill] takes to ask for its state.
    void killAtOnce(String name) {
        broken = true;
        var process = ProcessHandle.of(pid(name).orElseThrow()).orElseThrow();
        process.destroyForcibly();
        var _ = process.onExit().join();
    }

    /// Keeps a member from doing anything until the hold is closed.
    Hold hold(String name) {
        var hold = new Hold(pid(name).orElseThrow());
        hold.signal("STOP");
        return hold;
    }

    /// A process that is stopped as by Ctrl-Z.
    record Hold(long pid) implements AutoCloseable {

        private void signal(String signal) {
            try {
                var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
                if (kill.waitFor() != 0) {
                    throw new IllegalStateException("There is no process " + pid);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            signal("CONT");
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

    private void stop() {
        var _ = command.run(STOP, "down").good();
    }

    @Override
    public void close() {
        down();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }
}
