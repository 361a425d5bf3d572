package dev.konbini.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTests {

    @TempDir private Path directory;

    @Test
    void settingsAreReadAsTheyWereRemembered() {
        var folder = new DataFolder(directory.resolve("new"));
        var settings =
                SuiteSettings.usual()
                        .withPorts(SuitePorts.usual().with(Map.of("gateway", 9080)))
                        .withExternal(Server.MONGODB, "mongodb://user:secret@db/?replicaSet=a")
                        .withHeap(Service.LOGGING, 300)
                        .withSample(false);

        folder.remember(settings);

        assertThat(folder.settings()).contains(settings);
    }

    @Test
    void settingsAreForTheOwnerOnly() throws IOException {
        var folder = new DataFolder(directory);

        folder.remember(SuiteSettings.usual());

        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(directory.resolve("suite.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void brokenSettingsAreNamedWithWhatToDo() throws IOException {
        Files.writeString(directory.resolve("suite.json"), "{");

        assertThatThrownBy(() -> new DataFolder(directory).settings())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("suite.json")
                .hasMessageContaining("remove it");
    }

    @Test
    void localTakesAnExternalServerBack() {
        var settings = SuiteSettings.usual().withExternal(Server.KAFKA, "broker:9092");

        assertThat(settings.external(Server.KAFKA)).contains("broker:9092");
        assertThat(settings.withExternal(Server.KAFKA, "local").external(Server.KAFKA)).isEmpty();
        assertThat(settings.withExternal(Server.KAFKA, null)).isEqualTo(settings);
    }

    @Test
    void purgeRemovesWhatTheSuiteStoredAndNothingElse() throws IOException {
        var folder = new DataFolder(directory);
        Files.createDirectories(folder.keys());
        Files.writeString(folder.operatorToken(), "token");
        Files.writeString(directory.resolve("build.log"), "the launcher's");

        assertThat(folder.purge()).containsExactly("keys", "operator-token");

        assertThat(folder.keys()).doesNotExist();
        assertThat(directory.resolve("build.log")).exists();
    }

    @Test
    void secondHolderOfTheLockIsToldOfTheFirst() throws IOException {
        var folder = new DataFolder(directory);
        try (var _ = SuiteLock.take(folder)) {
            assertThat(Files.readString(folder.lock()))
                    .isEqualTo(Long.toString(ProcessHandle.current().pid()));
        }
        try (var _ = SuiteLock.take(folder)) {
            assertThat(folder.lock()).exists();
        }
    }
}
