package dev.konbini.logging.mask;

/// Kinds of characters, in ASCII alone: what masks look for has no others.
final class Characters {

    private Characters() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isWord(char c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }

    /// Of the base64url alphabet (RFC 4648, section 5).
    static boolean isBase64Url(char c) {
        return isWord(c) || c == '-';
    }

    /// Whether a character of a word stands at `at`; none does outside of the text.
    static boolean isWordAt(String text, int at) {
        return at >= 0 && at < text.length() && isWord(text.charAt(at));
    }
}
