package dev.konbini.cli.up;

import dev.konbini.cli.keys.Credentials;
import dev.konbini.cli.logs.LogLine;
import dev.konbini.cli.service.ServiceConfig;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.Service;
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

    /// Starts a server unless it runs, and waits until it answers.
    ///
    /// @return its address
    String server(Server server) {
        var since = Instant.now();
        var ran = suite.servers().running(server).isPresent();
        progress.await(server.title());
        var running =
                suite.servers()
                        .start(
                                server,
                                guardian,
                                (_, kind, message) -> {
                                    if (kind != Kind.READY) {
                                        progress.say(
                                                (kind == Kind.WARNING ? "warning: " : "")
                                                        + server.title()
                                                        + ": "
                                                        + message);
                                    }
                                });
        progress.arrived(server.title());
        var name = server.title() + " " + running.version();
        running.process()
                .ifPresentOrElse(
                        process ->
                                progress.say(
                                        ran
                                                ? running(name, process, server.id())
                                                : ready(name, process, server.id(), since)),
                        () -> progress.say(name + " answers; it is run by somebody else"));
        return running.address();
    }

    /// Starts a service unless it runs, and waits until it is ready.
    void service(Service service, String mongodbUri) {
        var since = Instant.now();
        var earlier = suite.services().running(service);
        progress.await(service.module());
        var config =
                new ServiceConfig(
                        suite.data(),
                        suite.settings().ports(),
                        new ServiceConfig.Endpoints(
                                mongodbUri,
                                suite.servers().address(Server.KAFKA),
                                suite.servers().address(Server.ELASTICSEARCH)),
                        credentials);
        if (earlier.isEmpty() && suite.services().needsPreparation(service)) {
            progress.say(service.module() + ": recording its start, once for each build …");
        }
        var process = earlier.orElseGet(() -> suite.services().start(service, config, guardian));
        suite.services()
                .awaitReady(
                        service,
                        process,
                        line -> LogLine.readable(service.module(), line, ZoneId.systemDefault()));
        progress.arrived(service.module());
        var name = service.module() + " " + process.version();
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
