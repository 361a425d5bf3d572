package dev.konbini.logging.mask;

import java.net.InetAddress;

/// Masks IPv4 addresses in dotted decimal form and IPv6 addresses in every text form (RFC 4291,
/// section 2.2).
final class IpMask implements TextMask {

    private static final int LENGTH_MIN = 2;
    private static final int LENGTH_MAX = 45;

    @Override
    public String mask(String text) {
        var cut = new Cut(text);
        var at = 0;
        while (at < text.length()) {
            if (!isPart(text.charAt(at))) {
                at++;
                continue;
            }
            var end = partsEnd(text, at);
            var start = at;
            var address = Characters.isWordAt(text, at - 1) ? -1 : addressEnd(text, at, end);
            if (address < 0) {
                // "node:10.0.0.1": the last letters of a name are digits of addresses too.
                start = text.indexOf(':', at, end) + 1;
                address = start == 0 ? -1 : addressEnd(text, start, end);
            }
            if (address > 0) {
                cut.replace(start, address, MaskKind.IP.replacement());
            }
            at = end;
        }
        return cut.text();
    }

    private static boolean isPart(char c) {
        return Characters.isDigit(c)
                || (c >= 'a' && c <= 'f')
                || (c >= 'A' && c <= 'F')
                || c == ':'
                || c == '.';
    }

    private static int partsEnd(String text, int start) {
        var at = start;
        while (at < text.length() && isPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /// Where the address ends that begins at `start`; -1 if there is none. A port or the end of a
    /// sentence may follow it.
    private static int addressEnd(String text, int start, int end) {
        if (Characters.isWordAt(text, end) || end - start < LENGTH_MIN) {
            return -1;
        }
        var dots = 0;
        var colons = 0;
        var firstColon = -1;
        for (var at = start; at < end; at++) {
            if (text.charAt(at) == '.') {
                dots++;
            } else if (text.charAt(at) == ':') {
                colons++;
                firstColon = firstColon < 0 ? at : firstColon;
            }
        }
        if (colons >= 2) {
            return isAddress(text, start, end)
                    ? end
                    : isAddress(text, start, end - 1) ? end - 1 : -1;
        }
        var v4End = firstColon < 0 ? end : firstColon;
        if (dots < 3 || v4End == start) {
            return -1;
        }
        var trimmed = text.charAt(v4End - 1) == '.' ? v4End - 1 : v4End;
        return isFourNumbers(text, start, trimmed) ? trimmed : -1;
    }

    private static boolean isAddress(String text, int start, int end) {
        if (end - start < LENGTH_MIN || end - start > LENGTH_MAX) {
            return false;
        }
        try {
            var address = InetAddress.ofLiteral(text.substring(start, end));
            return !address.isAnyLocalAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isFourNumbers(String text, int start, int end) {
        var numbers = 1;
        var digits = 0;
        var value = 0;
        for (var at = start; at < end; at++) {
            var c = text.charAt(at);
            if (c == '.') {
                numbers++;
                if (digits == 0) {
                    return false;
                }
                digits = 0;
                value = 0;
            } else if (Characters.isDigit(c)) {
                digits++;
                value = value * 10 + c - '0';
            } else {
                return false;
            }
            if (digits > 3 || value > 255) {
                return false;
            }
        }
        return numbers == 4 && digits > 0;
    }
}
