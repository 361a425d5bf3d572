package dev.konbini.logging.index;

/// Makes JSON texts of those that only look like it.
///
/// JSON may write half a character as an escape, such as `\ud83d` without its other half (RFC 8259,
/// section 8.2). Elasticsearch keeps it as it came, and nobody can write it as UTF-8 again.
public final class LoneSurrogates {

    private static final byte[] REPLACEMENT = {'f', 'f', 'f', 'd'};
    private static final int ESCAPE_LENGTH = 6;

    private LoneSurrogates() {}

    /// Replaces each half of a character in `json` by U+FFFD, where it stands.
    public static void replace(byte[] json) {
        for (var i = 0; i < json.length - 1; i++) {
            if (json[i] != '\\') {
                continue;
            }
            if (json[i + 1] != 'u' || !isSurrogate(json, i)) {
                i++;
            } else if (isHigh(json, i) && isLow(json, i + ESCAPE_LENGTH)) {
                i += 2 * ESCAPE_LENGTH - 1;
            } else {
                System.arraycopy(REPLACEMENT, 0, json, i + 2, REPLACEMENT.length);
                i += ESCAPE_LENGTH - 1;
            }
        }
    }

    private static boolean isSurrogate(byte[] json, int escape) {
        return isHigh(json, escape) || isLow(json, escape);
    }

    private static boolean isHigh(byte[] json, int escape) {
        return isEscape(json, escape) && "89aAbB".indexOf(json[escape + 3]) >= 0;
    }

    private static boolean isLow(byte[] json, int escape) {
        return isEscape(json, escape) && "cCdDeEfF".indexOf(json[escape + 3]) >= 0;
    }

    private static boolean isEscape(byte[] json, int escape) {
        return escape + ESCAPE_LENGTH <= json.length
                && json[escape] == '\\'
                && json[escape + 1] == 'u'
                && (json[escape + 2] == 'd' || json[escape + 2] == 'D');
    }
}
