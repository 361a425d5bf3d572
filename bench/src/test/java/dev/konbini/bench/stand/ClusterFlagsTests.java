package dev.konbini.bench.stand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFlagsTests {

    @TempDir private Path folder = Path.of("");

    @Test
    void takesTheFlagsOfTheImages() {
        var pom = Path.of(System.getProperty("contracts.directory")).resolveSibling("pom.xml");

        assertThat(ClusterFlags.of(pom))
                .contains("-XX:+UseSerialGC", "-Dspring.aot.enabled=true")
                .noneMatch(flag -> flag.contains("AOTCache") || flag.contains("RAMPercentage"));
    }

    @Test
    void refusesAPomWithoutFlags() throws IOException {
        var pom = Files.writeString(folder.resolve("pom.xml"), "<project/>");

        assertThatThrownBy(() -> ClusterFlags.of(pom))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("names no <jvmFlag>");
    }
}
