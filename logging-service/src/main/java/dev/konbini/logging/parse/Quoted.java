package dev.konbini.logging.parse;

/// Reads texts in quotes, in which a backslash stands before a quote, a backslash or `]`.
final class Quoted {

    private Quoted() {}

    /// Reads up to the closing quote.
    ///
    /// @param start behind the opening quote
    /// @param value receives the text
    /// @return the place behind the closing quote, -1 if there is none
    static int read(String text, int start, StringBuilder value) {
        for (var i = start; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\' && i + 1 < text.length() && "\"\\]".indexOf(text.charAt(i + 1)) >= 0) {
                c = text.charAt(++i);
            }
            value.append(c);
        }
        return -1;
    }
}
