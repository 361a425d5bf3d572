package dev.konbini.logging.ingest;

/// Makes texts that can be written as UTF-8.
final class Surrogates {

    private static final int REPLACEMENT = 0xfffd;

    private Surrogates() {}

    /// `text` with U+FFFD for each half of a character.
    static String replaced(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints()
                        .map(c ->
                                c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                                        ? REPLACEMENT
                                        : c)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }
}
