package dev.konbini.servers.local;

import dev.konbini.servers.ServerException;
import dev.konbini.servers.cache.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The user under whom runs what refuses to run as root.
///
/// @param groupId the number of its own group
record UnprivilegedUser(String name, String groupId) {

    private static final String NOBODY = "nobody";

    /// The user to change to: present exactly when this program runs as root.
    ///
    /// @throws ServerException if it does and there is no user `nobody`
    static Optional<UnprivilegedUser> ifRoot() {
        if (!root()) {
            return Optional.empty();
        }
        try (var lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 3 && fields[0].equals(NOBODY))
                    .map(fields -> Optional.of(new UnprivilegedUser(NOBODY, fields[3])))
                    .findFirst()
                    .orElseThrow(UnprivilegedUser::missing);
        } catch (IOException e) {
            throw missing();
        }
    }

    /// Whether this user can come to `path` and through it, as far as it exists: each folder on the
    /// way lets others through or is this user's own. What does not exist yet can be made so.
    boolean reaches(Path path) {
        try {
            for (var folder = existing(path); folder != null; folder = folder.getParent()) {
                if (!passes(folder)) {
                    return false;
                }
            }
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// Lets others through the folders on the way to `path`, from the last upwards until this user
    /// comes to it. For folders that this program has made itself, under a strict umask.
    void open(Path path) throws IOException {
        for (var folder = path; folder != null && !reaches(path); folder = folder.getParent()) {
            if (Files.exists(folder)) {
                Archive.openFolder(folder);
            }
        }
    }

    private boolean passes(Path folder) throws IOException {
        return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)
                || Files.getOwner(folder).equals(principal(folder));
    }

    // Links are followed first, as the kernel would.
    private static @Nullable Path existing(Path path) throws IOException {
        Path folder = path.toAbsolutePath().normalize();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        return folder == null ? null : folder.toRealPath();
    }

    /// Gives a folder and all in it to this user, unless it has it.
    void own(Path folder) throws IOException {
        var user = principal(folder);
        if (Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            // The folder itself comes last, so that an attempt cut short is made again.
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.getFileAttributeView(
                                file, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setOwner(user);
            }
        }
    }

    /// The command that runs `command` as this user, without a fork.
    List<String> command(List<String> command) {
        var changed =
                new ArrayList<>(
                        List.of(
                                "setpriv",
                                "--reuid=" + name,
                                "--regid=" + groupId,
                                "--clear-groups"));
        changed.addAll(command);
        return changed;
    }

    private UserPrincipal principal(Path path) throws IOException {
        return path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
    }

    private static boolean root() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            // Uid: real, effective, saved, file system
            return lines.filter(line -> line.startsWith("Uid:"))
                    .anyMatch(line -> line.split("\\s+", -1)[2].equals("0"));
        } catch (IOException noProc) {
            return System.getProperty("user.name").equals("root");
        }
    }

    private static ServerException missing() {
        return new ServerException(
                "Elasticsearch refuses to run as root, and there is no user '" + NOBODY + "'",
                "Run this as another user");
    }
}
