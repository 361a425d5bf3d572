package dev.konbini.servers.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnprivilegedUserTests {

    private final UnprivilegedUser user = new UnprivilegedUser("nobody", "65534");

    @TempDir Path directory;

    @Test
    void closedFolderOnTheWayKeepsItOut() throws IOException {
        var closed = Files.createDirectories(directory.resolve("closed/open"));
        mode(directory, "rwxr-xr-x");
        mode(directory.resolve("closed"), "rwx------");

        assertThat(user.reaches(closed)).isFalse();
        assertThat(user.reaches(closed.resolve("not/yet/made"))).isFalse();
    }

    @Test
    void openFoldersLetItThrough() throws IOException {
        mode(directory, "rwxr-xr-x");

        assertThat(user.reaches(directory)).isTrue();
        assertThat(user.reaches(directory.resolve("not/yet/made"))).isTrue();
    }

    @Test
    void linkIsJudgedByWhereItLeads() throws IOException {
        var closed = Files.createDirectories(directory.resolve("closed/open"));
        mode(directory, "rwxr-xr-x");
        mode(directory.resolve("closed"), "rwx------");
        var link = Files.createSymbolicLink(directory.resolve("link"), closed);

        assertThat(user.reaches(link)).isFalse();
    }

    @Test
    void openLetsItThrough() throws IOException {
        var folder = Files.createDirectories(directory.resolve("closed/too"));
        mode(directory, "rwxr-xr-x");
        mode(directory.resolve("closed"), "rwx------");
        mode(folder, "rwx------");

        user.open(folder.resolve("data"));

        assertThat(user.reaches(folder.resolve("data"))).isTrue();
    }

    @Test
    void commandChangesUserAndLeavesItsGroups() {
        assertThat(user.command(List.of("id", "-u")))
                .containsExactly(
                        "setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups", "id", "-u");
    }

    private static void mode(Path folder, String mode) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
    }
}
