package dev.konbini.telemetry.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// How a key is shown: lines about the same key show the same, and nobody gets from it to the key.
public final class KeyDigest {

    private static final int BYTES = 6;

    private KeyDigest() {}

    /// `#` and the first 12 hexadecimal digits of the SHA-256 of `key`, which must be too random to
    /// be guessed, as a UUIDv7 is.
    public static String of(String key) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8));
            return "#" + HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
