package dev.konbini.logging.ingest;

import tools.jackson.core.io.JsonStringEncoder;

/// Writes texts as JSON.
final class JsonText {

    private JsonText() {}

    /// `text` as a JSON string, with its quotes.
    static String quoted(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return '"'
                        + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text))
                        + '"';
            }
        }
        return '"' + text + '"';
    }
}
