package dev.konbini.logging.mask;

import org.jspecify.annotations.Nullable;

/// The password in a URL (RFC 3986, section 3.2.1), such as that of a connection string.
final class UrlPassword {

    private static final int LENGTH_MAX = 512;

    private UrlPassword() {}

    /// Where the password is in the authority that begins at `start`; null if it has none.
    static @Nullable Span behind(String text, int start) {
        var colon = -1;
        var end = Math.min(text.length(), start + LENGTH_MAX);
        for (var at = start; at < end; at++) {
            switch (text.charAt(at)) {
                case ':' -> colon = colon < 0 ? at : colon;
                case '@' -> {
                    return colon > 0 && at > colon + 1 ? new Span(colon + 1, at) : null;
                }
                case '/', '?', '#', ' ', '\t', '\n', '\r', '"', '\'', '<', '>' -> {
                    return null;
                }
                default -> {}
            }
        }
        return null;
    }
}
