package dev.konbini.servers.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.konbini.servers.ServerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTests {

    @TempDir Path directory;

    @Test
    void unpacksWhatIsWantedReadableByAll() throws IOException {
        var folder = Files.createDirectory(directory.resolve("out"));

        Archive.unzip(zip("lib/a", "doc/b"), folder, name -> name.startsWith("lib/"));

        assertThat(folder.resolve("lib/a")).hasContent("lib/a");
        assertThat(folder.resolve("doc")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwxr-xr-x");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("lib/a"))))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void entryThatLeadsOutIsRefused() throws IOException {
        var folder = Files.createDirectory(directory.resolve("out"));
        var zip = zip("../evil");

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> Archive.unzip(zip, folder, name -> true))
                .withMessageContaining("../evil");
        assertThat(directory.resolve("evil")).doesNotExist();
    }

    private Path zip(String... names) throws IOException {
        var file = directory.resolve("it.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
