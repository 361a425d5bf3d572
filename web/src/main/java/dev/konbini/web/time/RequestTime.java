package dev.konbini.web.time;

import java.time.DateTimeException;
import java.time.Instant;

/// A time that a caller names: of the years 1970 to 9999.
///
/// RFC 3339 has no later ones. An [Instant] reaches a billion years either way, and what stores or
/// counts milliseconds fails there.
public final class RequestTime {

    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private RequestTime() {}

    /// Reads what [Instant#parse] reads.
    ///
    /// @throws DateTimeException if it is no time, or not of those years
    public static Instant parse(CharSequence text) {
        return bounded(Instant.parse(text));
    }

    /// The same time.
    ///
    /// @throws DateTimeException if it is not of those years
    public static Instant bounded(Instant time) {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(END)) {
            throw new DateTimeException("%s is not of the years 1970 to 9999".formatted(time));
        }
        return time;
    }
}
