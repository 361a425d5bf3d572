package dev.konbini.cli.door;

import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.Members;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.Launch;
import dev.konbini.servers.process.ManagedProcess;
import dev.konbini.servers.process.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The door of one suite as a process. A suite with one gateway has none.
public record DoorProcess(Installation installation, DataFolder data, SuiteSettings settings) {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    public boolean isWanted() {
        return settings.replicas() > 1;
    }

    public Optional<ManagedProcess> running() {
        return ManagedProcess.find(data.run(), Members.DOOR).filter(ManagedProcess::alive);
    }

    /// Starts it and waits until it listens.
    ///
    /// @throws dev.konbini.servers.ServerException if it does not
    public ManagedProcess start(Guardian guardian) {
        int port = settings.ports().gateway();
        var gateways =
                Replica.of(Service.GATEWAY, settings.replicas()).stream()
                        .map(settings.ports()::of)
                        .map(String::valueOf)
                        .collect(Collectors.joining(","));
        var command =
                List.of(
                        installation.java().toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.konbini.cli.Konbini",
                        Members.DOOR,
                        "--port",
                        Integer.toString(port),
                        "--gateway",
                        gateways);
        var process =
                Launch.of(Members.DOOR, command)
                        .port("http", port)
                        .guardedBy(guardian)
                        .start(data.run(), data.log(Members.DOOR));
        process.awaitReady(START_LIMIT, () -> !Ports.free(port));
        return process;
    }
}
