package dev.konbini.servers.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.konbini.servers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTests {

    // FIPS 180-2, appendix B.1
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir Path directory;

    @Test
    void agreesWithTheStandardsExample() throws IOException {
        var file = Files.writeString(directory.resolve("abc"), "abc");

        assertThat(Digest.of(file)).isEqualTo(ABC);
        assertThat(Digest.of("abc")).isEqualTo(ABC);
    }

    @Test
    void folderDigestIsThatOfItsSortedLines() throws IOException {
        Files.writeString(directory.resolve("b.jar"), "abc");
        Files.writeString(directory.resolve("a.jar"), "abc");

        assertThat(Digest.ofFolder(directory))
                .isEqualTo(Digest.of("a.jar " + ABC + "\nb.jar " + ABC + "\n"));
    }

    @Test
    void folderDigestChangesWithEachFile() throws IOException {
        var file = Files.writeString(directory.resolve("a.jar"), "abc");
        var before = Digest.ofFolder(directory);

        Files.writeString(file, "abd");

        assertThat(Digest.ofFolder(directory)).isNotEqualTo(before);
    }

    @Test
    void otherDigestIsRefusedWithBothDigestsNamed() {
        Digest.require("it", ABC, ABC);

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> Digest.require("The wheel", ABC, "00"))
                .withMessageContaining("The wheel has the SHA-256 00")
                .withMessageContaining(ABC);
    }
}
