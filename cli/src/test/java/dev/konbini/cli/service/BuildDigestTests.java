package dev.konbini.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildDigestTests {

    private static final Path JAVA = Path.of("/jdk/bin/java");

    @TempDir private Path directory;

    @Test
    void sameContentIsTheSameBuildWheneverItWasMade() throws IOException {
        var jar = jar("content", "2026-11-22T10:00:00Z");
        var digest = BuildDigest.of(jar, directory, JAVA);

        jar("content", "2026-11-22T11:00:00Z");

        assertThat(BuildDigest.of(jar, directory, JAVA)).isEqualTo(digest);
    }

    @Test
    void otherContentOrOtherJdkIsAnotherBuild() throws IOException {
        var jar = jar("content", "2026-11-22T10:00:00Z");
        var digest = BuildDigest.of(jar, directory, JAVA);

        assertThat(BuildDigest.of(jar, directory, Path.of("/other/bin/java"))).isNotEqualTo(digest);
        jar("changed", "2026-11-22T11:00:00Z");
        assertThat(BuildDigest.of(jar, directory, JAVA)).isNotEqualTo(digest);
    }

    private Path jar(String content, String time) throws IOException {
        var jar = directory.resolve("a.jar");
        Files.writeString(jar, content);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse(time)));
        return jar;
    }
}
