package dev.konbini.cli.up;

import dev.konbini.cli.keys.Credentials;
import dev.konbini.cli.logs.LogLine;
import dev.konbini.cli.suite.Build;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.ServerMember;
import dev.konbini.cli.terminal.Figures;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.servers.local.Progress.Kind;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.ManagedProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// The single starts that bringing up a suite consists of, each telling what it does.
record Starts(Suite suite, Progress progress, Guardian guardian, Credentials credentials) {

    /// Builds what is stale.
    void build() {
        if (!suite.installation().staleModules().isEmpty()) {
            progress.await("the build");
            new Build(suite.installation(), guardian).run(progress::say);
            progress.arrived("the build");
        }
    }

    /// Starts a member of a server unless it runs, and waits until it answers.
    ///
    /// @return where clients find the server
    String server(ServerMember member) {
        var since = Instant.now();
        var ran = suite.servers().running(member).isPresent();
        progress.await(member.title());
        var running =
                suite.servers()
                        .start(
                                member,
                                guardian,
                                (_, kind, message) -> {
                                    if (kind != Kind.READY) {
                                        progress.say(
                                                (kind == Kind.WARNING ? "warning: " : "")
                                                        + member.title()
                                                        + ": "
                                                        + message);
                                    }
                                });
        progress.arrived(member.title());
        var name = member.title() + (member.of() == 1 ? " " : ", ") + running.version();
        var port = member.server().id();
        running.process()
                .ifPresentOrElse(
                        process ->
                                progress.say(
                                        ran
                                                ? running(name, process, port)
                                                : ready(name, process, port, since)),
                        () -> progress.say(name + " answers; it is run by somebody else"));
        return running.address();
    }

    /// Starts the door unless it runs or is not wanted.
    void door() {
        if (suite.door().isWanted() && suite.door().running().isEmpty()) {
            var process = suite.door().start(guardian);
            progress.say("the door to the gateways is open on port " + port(process, "http"));
        }
    }

    /// Starts a replica unless it runs, and waits until it is ready.
    void replica(Replica replica, String mongodbUri) {
        var since = Instant.now();
        var earlier = suite.services().running(replica);
        progress.await(replica.name());
        if (earlier.isEmpty() && suite.services().needsPreparation(replica.service())) {
            progress.say(replica.name() + ": recording its start, once for each build …");
        }
        var config = suite.config(mongodbUri, credentials);
        var process = earlier.orElseGet(() -> suite.services().start(replica, config, guardian));
        suite.services()
                .awaitReady(
                        replica,
                        process,
                        line -> LogLine.readable(replica.name(), line, ZoneId.systemDefault()));
        progress.arrived(replica.name());
        var name = replica.name() + " " + process.version();
        progress.say(
                earlier.isPresent()
                        ? running(name, process, "http")
                        : ready(name, process, "http", since));
    }

    private static String ready(String name, ManagedProcess process, String port, Instant since) {
        return "%s is ready on port %d (%s, %s)"
                .formatted(
                        name,
                        port(process, port),
                        Figures.seconds(Duration.between(since, Instant.now())),
                        Figures.memory(process.residentBytes()));
    }

    private static String running(String name, ManagedProcess process, String port) {
        return "%s is running on port %d (%s)"
                .formatted(name, port(process, port), Figures.memory(process.residentBytes()));
    }

    private static int port(ManagedProcess process, String name) {
        var ports = process.ports();
        return ports.getOrDefault(name, ports.getOrDefault("http", 0));
    }
}
