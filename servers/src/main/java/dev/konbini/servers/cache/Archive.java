package dev.konbini.servers.cache;

import dev.konbini.servers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Predicate;
import java.util.zip.ZipFile;

/// Unpacks zip files, Python wheels among them.
public final class Archive {

    private Archive() {}

    /// Unpacks the entries whose names `wanted` accepts into `folder`, readable by every user
    /// whatever the umask: a server may run under another user than the one who fetched it.
    ///
    /// @throws ServerException if an entry's name leads out of the folder
    public static void unzip(Path zip, Path folder, Predicate<String> wanted) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            for (var entries = file.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                if (!entry.isDirectory() && wanted.test(entry.getName())) {
                    var target = folder.resolve(entry.getName()).normalize();
                    if (!target.startsWith(folder)) {
                        throw new ServerException(
                                zip + " has an entry that leads out of it: " + entry.getName(),
                                "Do not use it");
                    }
                    Files.createDirectories(target.getParent());
                    try (var input = file.getInputStream(entry)) {
                        Files.copy(input, target);
                    }
                }
            }
        }
        openToAll(folder);
    }

    /// Lets every user read all below `folder`, and enter its folders.
    public static void openToAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                var mode =
                        Files.isDirectory(file) || Files.isExecutable(file)
                                ? "rwxr-xr-x"
                                : "rw-r--r--";
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            }
        }
    }

    /// Lets every user enter one folder.
    public static void openFolder(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
