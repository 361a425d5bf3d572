package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.keys.Credentials;
import dev.konbini.cli.service.ServiceConfig;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.cli.traffic.Observed;
import dev.konbini.cli.up.Suite;
import dev.konbini.servers.process.Launch;
import dev.konbini.servers.process.ManagedProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With programs that only wait for replicas, and a build that is not there.
class RollTests {

    private static final Progress SILENT =
            Progress.plain(new PrintStream(OutputStream.nullOutputStream()));
    private static final Replica GATEWAY = new Replica(Service.GATEWAY, 1);

    @TempDir private Path directory;

    @AfterEach
    void endAll() {
        ManagedProcess.all(suite().data().run()).forEach(ManagedProcess::kill);
    }

    @Test
    void replicaThatCannotBeBroughtBackIsSaid() throws IOException {
        startGateway();
        // No process can be started any more that logs there.
        var data = suite().data();
        Files.move(directory.resolve("logs"), directory.resolve("logs-before"));
        Files.writeString(directory.resolve("logs"), "");

        var complaint = roll().run(List.of(GATEWAY));

        assertThat(complaint.orElse(""))
                .startsWith("It stopped: gateway has not been built")
                .contains("It could not go back: gateway cannot be started");
        assertThat(ManagedProcess.find(data.run(), GATEWAY.name())).isEmpty();
    }

    @Test
    void versionsThatRunAreThoseOfTheProcesses() {
        startGateway();

        assertThat(new LocalRollout(suite(), SILENT).running())
                .containsEntry("gateway", "1.0.0")
                .containsEntry("logging-service", "nothing");
    }

    /// As an upgrade comes upon it that was told to go on all the same.
    @Test
    void replicaThatHasDiedEndsTheUpgradeWithASentence() {
        startGateway();
        var timeline = new Timeline();

        try (var _ = new LocalRollout(suite(), SILENT).follow(timeline)) {
            assertThat(roll().run(List.of(new Replica(Service.LOGGING, 1))).orElse(""))
                    .isEqualTo("It went back by itself: logging-service has died.");
        }

        assertThat(timeline.until(Instant.now()))
                .extracting(Spell::replica)
                .containsExactly("gateway");
    }

    @Test
    void serverThatHasDiedIsNotNoted() {
        var timeline = new Timeline();

        new InfraRollout(suite(), SILENT).follow(timeline).close();

        assertThat(timeline.until(Instant.now())).isEmpty();
    }

    private void startGateway() {
        var data = suite().data();
        var _ =
                Launch.of(GATEWAY.name(), List.of("sleep", "600"))
                        .version("1.0.0")
                        .start(data.run(), data.log(GATEWAY.name()));
    }

    private Roll roll() {
        var suite = suite();
        return new Roll(
                suite.services(),
                new ServiceConfig(
                        suite.data(),
                        suite.settings(),
                        new ServiceConfig.Endpoints("mongodb://h", "h:9092", "http://h:9200"),
                        new Credentials(directory, directory, directory, directory)),
                new Timeline(),
                Watch.at(
                        40,
                        new Observed(),
                        Duration.ofSeconds(3),
                        failed -> false,
                        new Interruption()),
                SILENT);
    }

    private Suite suite() {
        return new Suite(
                new Installation(directory, Map.of()),
                new DataFolder(directory),
                SuiteSettings.usual());
    }
}
