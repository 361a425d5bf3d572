package dev.konbini.logging.mask;

/// Masks e-mail addresses of the common form: `local@domain.tld`, in ASCII.
final class EmailMask implements TextMask {

    /// RFC 5321, section 4.5.3.1.
    private static final int LOCAL_MAX = 64;

    private static final int DOMAIN_MAX = 255;

    @Override
    public String mask(String text) {
        var at = text.indexOf('@');
        if (at < 0) {
            return text;
        }
        var cut = new Cut(text);
        var done = 0;
        while (at >= 0) {
            var start = localStart(text, at, done);
            var end = domainEnd(text, at + 1);
            if (start < at && end > 0) {
                cut.replace(start, end, MaskKind.EMAIL.replacement());
                done = end;
            }
            at = text.indexOf('@', Math.max(at + 1, done));
        }
        return cut.text();
    }

    private static int localStart(String text, int end, int least) {
        var at = end;
        while (at > least && end - at < LOCAL_MAX && isLocal(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isLocal(char c) {
        return Characters.isWord(c) || ".%+-".indexOf(c) >= 0;
    }

    /// Where the domain ends that begins at `start`: behind its last label of two letters or more;
    /// -1 if it has no such label behind a dot.
    private static int domainEnd(String text, int start) {
        var last = -1;
        var label = start;
        var at = start;
        while (at < text.length() && at - start < DOMAIN_MAX && isDomain(text.charAt(at))) {
            at++;
            var ends = at == text.length() || !isDomain(text.charAt(at)) || text.charAt(at) == '.';
            if (ends && label > start && isTopLevel(text, label, at)) {
                last = at;
            }
            if (at < text.length() && text.charAt(at) == '.') {
                at++;
                label = at;
            }
        }
        return last;
    }

    private static boolean isDomain(char c) {
        return Characters.isLetter(c) || Characters.isDigit(c) || c == '-';
    }

    private static boolean isTopLevel(String text, int start, int end) {
        for (var at = start; at < end; at++) {
            if (!Characters.isLetter(text.charAt(at))) {
                return false;
            }
        }
        return end - start >= 2;
    }
}
