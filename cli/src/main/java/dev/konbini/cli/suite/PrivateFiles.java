package dev.konbini.cli.suite;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Writes files that only their owner may read (mode 600), in folders only the owner may enter
/// where they are made for it (mode 700).
public final class PrivateFiles {

    private PrivateFiles() {}

    /// Writes the file whole or not at all; at no moment is it readable by others.
    ///
    /// @throws Refusal if it cannot be written
    public static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            var part =
                    Files.createTempFile(
                            file.getParent(),
                            "." + file.getFileName(),
                            ".part",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            Files.writeString(part, content);
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Refusal.failed(
                    "%s cannot be written (%s). Make its folder writable, or choose another with --data."
                            .formatted(file, e.getMessage()));
        }
    }

    /// Makes the folder if it is absent; mode 700 in any case.
    public static void folder(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw Refusal.failed(
                    "The folder %s cannot be made private (%s). Choose another with --data."
                            .formatted(folder, e.getMessage()));
        }
    }
}
