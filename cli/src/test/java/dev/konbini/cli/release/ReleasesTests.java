package dev.konbini.cli.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.contracts.Version;
import dev.konbini.cli.suite.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In clones of a repository that released 0.1.0 and went on with 0.2.0.
class ReleasesTests {

    @TempDir private Path directory;
    private Path origin = Path.of("");

    @BeforeEach
    void makeRepository() throws IOException {
        origin = Files.createDirectory(directory.resolve("origin"));
        var git = new Git(origin);
        git.run("init", "--quiet");
        git.run("config", "user.name", "Ann");
        git.run("config", "user.email", "ann@example.com");
        Files.writeString(
                origin.resolve("pom.xml"),
                "<project><artifactId>konbini</artifactId><version>0.1.0</version></project>");
        Files.createDirectories(origin.resolve("contracts"));
        Files.writeString(origin.resolve("contracts/a.json"), "{}");
        var launcher = Files.writeString(origin.resolve("konbini"), "#!/bin/sh\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        git.commit("Begin");
        new CutRelease(origin, Clock.systemUTC())
                .cut(Version.parse("0.1.0"), Version.parse("0.2.0"));
    }

    @Test
    void releaseIsFoundInAHistoryWithoutTags() throws IOException {
        var installed = releases(clone("--no-tags")).installed("0.1.0", line -> {});

        assertThat(Files.readString(installed.root().resolve("pom.xml"))).contains("0.1.0");
    }

    @Test
    void historyThatDoesNotReachBackIsRefused() {
        var clone = clone("--depth=1");

        assertThatThrownBy(() -> releases(clone).installed("0.1.0", line -> {}))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("fetch the whole history");

        assertThat(clone.resolve(".konbini/releases/0.1.0")).doesNotExist();
    }

    @Test
    void otherVersionThatWasTakenForTheReleaseIsReplaced() throws IOException {
        var clone = clone("--no-tags");
        var wrong = Files.createDirectories(clone.resolve(".konbini/releases/0.1.0"));
        Files.copy(clone.resolve("pom.xml"), wrong.resolve("pom.xml"));
        Files.copy(clone.resolve("konbini"), wrong.resolve("konbini"));

        var installed = releases(clone).installed("0.1.0", line -> {});

        assertThat(Files.readString(installed.root().resolve("pom.xml"))).contains("0.1.0");
    }

    private Path clone(String option) {
        var clone = directory.resolve("clone");
        new Git(directory)
                .run("clone", "--quiet", option, origin.toUri().toString(), clone.toString());
        return clone;
    }

    private static Releases releases(Path clone) {
        return new Releases(new Installation(clone, Map.of()));
    }
}
