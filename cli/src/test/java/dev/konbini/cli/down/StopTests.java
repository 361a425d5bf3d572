package dev.konbini.cli.down;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.servers.process.Launch;
import dev.konbini.servers.process.ManagedProcess;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With programs that only wait, under the names of members.
class StopTests {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir private Path directory;

    @AfterEach
    void endAll() {
        ManagedProcess.all(data().run()).forEach(ManagedProcess::kill);
    }

    @Test
    void membersThatNoSettingsKnowAreStoppedToo() {
        start("kafka-3", "logging-service-2", "door", "gateway-2");

        int stopped =
                new Stop(
                                data(),
                                Progress.plain(new PrintStream(said, true, StandardCharsets.UTF_8)))
                        .all();

        assertThat(stopped).isEqualTo(4);
        assertThat(ManagedProcess.all(data().run())).isEmpty();
        assertThat(
                        said.toString(StandardCharsets.UTF_8)
                                .lines()
                                .map(line -> line.substring(0, line.indexOf(' '))))
                .containsExactly("gateway-2", "door", "logging-service-2", "kafka-3");
    }

    private void start(String... names) {
        for (var name : names) {
            var _ = Launch.of(name, List.of("sleep", "600")).start(data().run(), data().log(name));
        }
    }

    private DataFolder data() {
        return new DataFolder(directory);
    }
}
