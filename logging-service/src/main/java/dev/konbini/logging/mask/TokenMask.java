package dev.konbini.logging.mask;

/// Masks JSON Web Tokens wherever they stand (`eyJ`, the beginning of a JSON object in base64url,
/// and two or more further parts behind dots), and what stands behind the word `Bearer`.
final class TokenMask implements TextMask {

    private static final String JSON_BEGINS = "eyJ";
    private static final String BEARER = "bearer";
    private static final int HEADER_MIN = 10;

    /// A shorter word behind `Bearer` is a token only if it has a digit: "Bearer authentication".
    private static final int WORD_MAX = 16;

    private static final int TOKEN_MIN = 8;

    @Override
    public String mask(String text) {
        return maskBearer(maskJwt(text));
    }

    private static String maskJwt(String text) {
        var at = text.indexOf(JSON_BEGINS);
        if (at < 0) {
            return text;
        }
        var cut = new Cut(text);
        while (at >= 0) {
            var end = at > 0 && Characters.isBase64Url(text.charAt(at - 1)) ? -1 : jwtEnd(text, at);
            if (end > 0) {
                cut.replace(at, end, MaskKind.TOKEN.replacement());
            }
            at = text.indexOf(JSON_BEGINS, end > 0 ? end : partEnd(text, at));
        }
        return cut.text();
    }

    /// Where the token ends that begins at `start`; -1 if there is none.
    private static int jwtEnd(String text, int start) {
        var at = partEnd(text, start);
        if (at - start < HEADER_MIN) {
            return -1;
        }
        var parts = 1;
        while (at < text.length() && text.charAt(at) == '.') {
            var next = partEnd(text, at + 1);
            // The last part, the signature, may be empty (RFC 7515, appendix A.5), others not.
            if (next == at + 1 && parts < 2) {
                return -1;
            }
            if (next == at + 1 && parts > 2) {
                break;
            }
            parts++;
            at = next;
        }
        return parts >= 3 ? at : -1;
    }

    private static int partEnd(String text, int start) {
        var at = start;
        while (at < text.length() && Characters.isBase64Url(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static String maskBearer(String text) {
        var cut = new Cut(text);
        var last = text.length() - BEARER.length() - TOKEN_MIN;
        for (var at = 0; at < last; at++) {
            var c = text.charAt(at);
            if ((c != 'b' && c != 'B')
                    || !text.regionMatches(true, at, BEARER, 0, BEARER.length())
                    || Characters.isWordAt(text, at - 1)) {
                continue;
            }
            var start = skipSpaces(text, at + BEARER.length());
            var end = tokenEnd(text, start);
            if (start > at + BEARER.length() && isToken(text, start, end)) {
                cut.replace(start, end, MaskKind.TOKEN.replacement());
            }
            at = Math.max(at, end - 1);
        }
        return cut.text();
    }

    private static int skipSpaces(String text, int start) {
        var at = start;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    // b64token (RFC 6750, section 2.1).
    private static int tokenEnd(String text, int start) {
        var at = start;
        while (at < text.length()
                && (Characters.isBase64Url(text.charAt(at))
                        || ".~+/=".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }

    private static boolean isToken(String text, int start, int end) {
        return end - start >= WORD_MAX
                || (end - start >= TOKEN_MIN
                        && text.substring(start, end).chars().anyMatch(c -> c >= '0' && c <= '9'));
    }
}
