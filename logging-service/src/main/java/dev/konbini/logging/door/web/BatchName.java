package dev.konbini.logging.door.web;

import dev.konbini.web.problem.FieldProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a batch is called: made of the `Idempotency-Key` that it came with
/// (draft-ietf-httpapi-idempotency-key-header) and of all that is in it.
///
/// So a batch that is sent again is known again, and a key that is used again for other lines, by
/// mistake or because it was set once for all, loses none of them.
final class BatchName {

    /// The request header.
    static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private static final int BYTES = 16;

    private BatchName() {}

    /// Reads the header, quoted as the draft says or bare as most clients send it.
    ///
    /// @param key null where it was not sent
    /// @param body unpacked
    /// @return null without a key
    /// @throws dev.konbini.web.problem.ProblemException invalid-request, where the key is not 1 to
    ///   255 visible ASCII characters
    static @Nullable String of(@Nullable String key, byte[] body) {
        if (key == null) {
            return null;
        }
        var quoted = key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"");
        var bare = quoted ? key.substring(1, key.length() - 1) : key;
        if (!FORM.matcher(bare).matches()) {
            throw Answers.unreadable(
                    List.of(FieldProblem.in(HEADER, "must be 1 to 255 visible ASCII characters")));
        }
        var digest = sha256();
        digest.update(bare.getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) 0);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(digest.digest(body), BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
