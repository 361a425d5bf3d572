package dev.konbini.logging.door;

/// Counts the tokens of JSON without reading it: names, values, and the brackets of objects and
/// arrays.
public final class JsonTokens {

    private JsonTokens() {}

    /// As many as a parser finds, or more where it finds a fault or `body` is not in UTF-8.
    ///
    /// @param body one JSON text, or one on each line
    public static long count(byte[] body) {
        var tokens = 0L;
        var inText = false;
        var inScalar = false;
        for (var i = 0; i < body.length; i++) {
            var c = body[i];
            if (c == 0) {
                // Parsers read UTF-16 too, in which each bracket and quote has a zero beside it.
                tokens++;
            }
            if (c == '\n') {
                // No text goes over the end of a line: one that did would hide what follows.
                inText = false;
                inScalar = false;
            } else if (inText) {
                if (c == '"') {
                    inText = false;
                } else if (c == '\\' && i + 1 < body.length && body[i + 1] != '\n') {
                    i++;
                }
            } else {
                switch (c) {
                    case '"' -> {
                        tokens++;
                        inText = true;
                        inScalar = false;
                    }
                    case '{', '}', '[', ']' -> {
                        tokens++;
                        inScalar = false;
                    }
                    case ',', ':', ' ', '\t', '\r' -> inScalar = false;
                    default -> {
                        tokens += inScalar ? 0 : 1;
                        inScalar = true;
                    }
                }
            }
        }
        return tokens;
    }
}
