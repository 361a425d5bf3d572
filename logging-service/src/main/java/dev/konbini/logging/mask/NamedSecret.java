package dev.konbini.logging.mask;

import org.jspecify.annotations.Nullable;

/// Reads `name=value` and `name: value` around the sign between them.
final class NamedSecret {

    private static final int NAME_MAX = 64;
    private static final int SPACES_MAX = 8;
    private static final int NONE_MAX = 5;

    private NamedSecret() {}

    /// Where the secret is that the sign at `at` gives to a name; null if it gives none.
    static @Nullable Span at(String text, int at) {
        var spacesBefore = back(text, at, " \t");
        var quoteStart = back(text, spacesBefore, "\"'\\");
        var nameStart = nameStart(text, quoteStart);
        if (nameStart == quoteStart) {
            return null;
        }
        var name = text.substring(nameStart, quoteStart);
        var isColon = text.charAt(at) == ':';
        if (!SecretNames.isSecret(name)
                || (isColon && quoteStart == spacesBefore && !SecretNames.isPassword(name))) {
            return null;
        }
        var sign = signEnd(text, at);
        var start = forward(text, sign, " \t");
        // "a= b": nothing stands behind the first sign.
        if (sign < 0 || (!isColon && start > sign && spacesBefore == at)) {
            return null;
        }
        return value(text, start, SecretNames.isAuthorization(name));
    }

    // "==", "::" and the like give nothing; "=>" does, in Ruby.
    private static int signEnd(String text, int at) {
        var next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (next == '=' || next == ':' || text.charAt(at - 1) == text.charAt(at)) {
            return -1;
        }
        return text.charAt(at) == '=' && next == '>' ? at + 2 : at + 1;
    }

    private static @Nullable Span value(String text, int start, boolean isAuthorization) {
        var quote = forward(text, start, "\\");
        if (quote < text.length() && (text.charAt(quote) == '"' || text.charAt(quote) == '\'')) {
            return span(
                    text, quote + 1, quotedEnd(text, quote + 1, text.substring(start, quote + 1)));
        }
        var end = wordEnd(text, start);
        if (isAuthorization && isScheme(text, start, end)) {
            end = wordEnd(text, forward(text, end, " "));
        }
        // A list or an object, whose members are looked at one by one.
        return text.startsWith("[", start) || text.startsWith("{", start)
                ? null
                : span(text, start, end);
    }

    private static @Nullable Span span(String text, int start, int end) {
        return end <= start || isNone(text, start, end) ? null : new Span(start, end);
    }

    private static boolean isNone(String text, int start, int end) {
        if (end - start > NONE_MAX) {
            return false;
        }
        return switch (text.substring(start, end)) {
            case "null", "none", "None", "true", "false" -> true;
            default -> false;
        };
    }

    /// Where a text in quotes ends.
    ///
    /// @param quote with which it began, and so ends: with backslashes where it is itself quoted
    private static int quotedEnd(String text, int start, String quote) {
        var at = start;
        while (at < text.length()) {
            if (text.startsWith(quote, at)) {
                return at;
            }
            at += text.charAt(at) == '\\' && quote.length() == 1 ? 2 : 1;
        }
        return text.length();
    }

    private static int wordEnd(String text, int start) {
        var at = start;
        while (at < text.length() && " \t\r\n,;&)]}\"'<>|".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    // "Basic" of "Basic QWxhZGRpbg==" (RFC 9110, section 11.4).
    private static boolean isScheme(String text, int start, int end) {
        for (var at = start; at < end; at++) {
            if (!Characters.isLetter(text.charAt(at)) && text.charAt(at) != '-') {
                return false;
            }
        }
        return end > start && end < text.length() && text.charAt(end) == ' ';
    }

    private static int nameStart(String text, int end) {
        var at = end;
        while (at > 0
                && end - at < NAME_MAX
                && (Characters.isBase64Url(text.charAt(at - 1)) || text.charAt(at - 1) == '.')) {
            at--;
        }
        return at;
    }

    private static int back(String text, int end, String characters) {
        var at = end;
        while (at > 0 && end - at < SPACES_MAX && characters.indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    private static int forward(String text, int start, String characters) {
        var at = Math.max(0, start);
        while (at < text.length()
                && at - start < SPACES_MAX
                && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}
