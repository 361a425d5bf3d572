package dev.konbini.cli.test;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.local.Home;
import dev.konbini.servers.local.LocalServers;
import dev.konbini.servers.local.RunningServer;
import dev.konbini.servers.local.ServerPorts;
import dev.konbini.servers.process.Guardian;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Runs the project's tests with Maven, on servers started for them alone.
@Command(
        name = "test",
        description = {
            "Run every test: unit tests, those of each service against real servers, and the journeys through the whole suite.",
            "",
            "The servers listen on free ports and store into a folder of their own, so a suite that is up is not disturbed. The exit code is Maven's."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  konbini test                      everything",
            "  konbini test web commerce-service   two modules, and what they need built"
        })
public final class TestCommand implements Callable<Integer> {

    private static final Duration STOP_GRACE = Duration.ofSeconds(10);

    @Parameters(
            paramLabel = "MODULE",
            arity = "0..*",
            description = "Test these modules only (default: all).")
    private List<String> modules = List.of();

    @Override
    public Integer call() {
        var installation = Installation.current();
        for (var module : modules) {
            if (!Files.exists(installation.root().resolve(module).resolve("pom.xml"))) {
                throw Refusal.usage(
                        "There is no module '%s' in %s.".formatted(module, installation.root()));
            }
        }
        var since = Instant.now();
        var folder = temporaryFolder();
        try (var guardian = Guardian.start();
                var progress = Progress.onStandardOutput()) {
            var servers =
                    LocalServers.all(Cache.standard(), new Home(folder), ServerPorts.picked());
            var running =
                    servers.start(
                            guardian,
                            (server, _, message) -> progress.say(server + ": " + message));
            int status = new MavenVerify(installation, modules).run(properties(running), progress);
            var totals = TestTotals.since(installation.root(), since);
            totals.failures().forEach(failure -> progress.say("failed: " + failure));
            progress.say(totals.line(Duration.between(since, Instant.now())));
            servers.stop(STOP_GRACE);
            servers.purge();
            return status;
        } catch (IOException e) {
            throw Refusal.failed(
                    "The servers' data in %s cannot be removed (%s): remove it by hand."
                            .formatted(folder, e.getMessage()));
        } finally {
            remove(folder);
        }
    }

    /// How the tests are told where the servers are.
    private static List<String> properties(List<RunningServer> servers) {
        return servers.stream()
                .map(server -> "-D" + property(server.name()) + "=" + server.address())
                .toList();
    }

    private static String property(String server) {
        return "konbini.test." + (server.equals("mongodb") ? "mongodb-uri" : server);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("konbini-test");
        } catch (IOException e) {
            throw Refusal.failed(
                    "No temporary folder can be made (%s): free some space, or set TMPDIR."
                            .formatted(e.getMessage()));
        }
    }

    private static void remove(Path folder) {
        try {
            Cache.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
