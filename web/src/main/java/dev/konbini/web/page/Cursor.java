package dev.konbini.web.page;

import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Where a page ended, in a form that tells callers nothing and that they cannot mistake for
/// anything else.
///
/// A cursor is a place in an order, not a snapshot: items that are added before it are not seen,
/// none that stays in its place is skipped or given twice. It grants nothing, so it is not signed.
public final class Cursor {

    private static final char SEPARATOR = '\u001f';

    private Cursor() {}

    /// Makes the cursor of a place.
    ///
    /// @param parts what the list's order needs to go on, none holding U+001F
    public static String of(String... parts) {
        var text = String.join(String.valueOf(SEPARATOR), parts);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The parts that [#of] was given.
    ///
    /// @param count how many parts the list's cursors have
    /// @throws ProblemException invalid-cursor, where `cursor` is not one of [#of] with so many
    ///   parts
    public static List<String> parts(String cursor, int count) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            var parts = Arrays.asList(text.split(String.valueOf(SEPARATOR), -1));
            if (parts.size() == count) {
                return parts;
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // Not of our making: refused below, like a cursor of another list.
        }
        throw invalid();
    }

    /// The refusal of a cursor whose parts do not read as what the list put there.
    public static ProblemException invalid() {
        return new ProblemException(
                RequestProblem.INVALID_CURSOR,
                "Send the value of next from an earlier page as it is, or none.");
    }
}
