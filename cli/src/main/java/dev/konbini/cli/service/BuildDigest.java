package dev.konbini.cli.service;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Tells builds apart by their content: a rebuild that changed nothing needs no new preparation.
final class BuildDigest {

    private static final int SHOWN = 12;
    private static final int BUFFER_BYTES = 1 << 16;

    private BuildDigest() {}

    /// The digest of the jar and of the JDK that runs it. It is kept in `folder` together with the
    /// jar's size and time, so that an unchanged jar is not read again.
    static String of(Path jar, Path folder, Path java) {
        try {
            var state =
                    "%d %s %s"
                            .formatted(Files.size(jar), Files.getLastModifiedTime(jar), jdk(java));
            var memo = folder.resolve("digest");
            var known = read(memo).split("\n", -1);
            if (known.length == 2 && known[0].equals(state)) {
                return known[1];
            }
            var digest = digest(jar, jdk(java));
            Files.createDirectories(folder);
            Files.writeString(memo, state + "\n" + digest);
            return digest;
        } catch (IOException e) {
            throw Refusal.failed(
                    "%s cannot be read (%s). Build it again: ./konbini build."
                            .formatted(jar, e.getMessage()));
        }
    }

    private static String jdk(Path java) {
        return java + " " + Runtime.version();
    }

    private static String read(Path memo) throws IOException {
        try {
            return Files.readString(memo);
        } catch (NoSuchFileException none) {
            return "";
        }
    }

    private static String digest(Path jar, String jdk) throws IOException {
        try (var in = Files.newInputStream(jar)) {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(jdk.getBytes(StandardCharsets.UTF_8));
            var buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHOWN);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
