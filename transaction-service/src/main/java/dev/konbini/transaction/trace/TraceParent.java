package dev.konbini.transaction.trace;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A W3C `traceparent`, version 00 (https://www.w3.org/TR/trace-context/#traceparent-header).
///
/// @param traceId 32 hexadecimal digits
/// @param spanId 16 hexadecimal digits
/// @param sampled whether the trace is recorded
public record TraceParent(String traceId, String spanId, boolean sampled) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    /// A trace of its own, for an act that was not asked for by anybody.
    public static TraceParent fresh() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        var digits = HexFormat.of().formatHex(bytes);
        return new TraceParent(digits.substring(0, 32), digits.substring(32), true);
    }

    /// Reads the header's value.
    ///
    /// @throws IllegalArgumentException if `text` is not of the form the standard gives
    public static TraceParent parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("Not a W3C traceparent: " + text);
        }
        return new TraceParent(
                match.group(1), match.group(2), (HexFormat.fromHexDigits(match.group(3)) & 1) == 1);
    }

    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }
}
