package dev.konbini.servers.cache;

import dev.konbini.servers.ServerException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// SHA-256 of files, in lower-case hexadecimal, as `sha256sum` prints it.
public final class Digest {

    private Digest() {}

    public static String of(Path file) {
        var digest = sha256();
        try (var output = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(file, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// The digest of a text in UTF-8.
    public static String of(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// One digest for a folder of files: that of the lines `NAME DIGEST\n`, in the order of the
    /// names' bytes. It changes when a file is added, removed, renamed or altered.
    public static String ofFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return of(
                    files.sorted(Comparator.comparing(file -> file.getFileName().toString()))
                            .map(file -> file.getFileName() + " " + of(file) + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes sure that `what` is what was pinned.
    ///
    /// @throws ServerException if it is not; nothing of it may then be used
    public static void require(String what, String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new ServerException(
                    what + " has the SHA-256 " + actual + " where " + expected + " is expected",
                    "It was altered or cut short on its way: remove it from the local repository"
                            + " and check the mirror in use, then run this again");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
