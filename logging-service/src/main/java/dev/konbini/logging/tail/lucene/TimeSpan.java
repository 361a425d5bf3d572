package dev.konbini.logging.tail.lucene;

import dev.konbini.logging.query.TimeExpression;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The time that a text stands for, which is longer than a nanosecond where it leaves parts out.
///
/// @param first nanoseconds since 1970
/// @param last the same, itself part of it
record TimeSpan(long first, long last) {

    private static final Pattern PARTS =
            Pattern.compile(
                    "(\\d{4}-\\d\\d-\\d\\d)(?:(T\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9}))?"
                            + "(Z|[+-]\\d\\d:?\\d\\d)?)?");

    /// Reads RFC 3339, a day, `now-15m`, or milliseconds since 1970.
    static Optional<TimeSpan> parse(String text, Instant now) {
        try {
            var parts = PARTS.matcher(text);
            if (parts.matches()) {
                return Optional.of(of(parts.toMatchResult()));
            }
            if (text.matches("-?\\d{5,18}")) {
                return Optional.of(at(Instant.ofEpochMilli(Long.parseLong(text))));
            }
            return TimeExpression.parse(text, now).map(TimeSpan::at);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static TimeSpan of(MatchResult parts) {
        @Nullable String time = parts.group(2);
        @Nullable String fraction = parts.group(3);
        var offset = parts.group(4) == null ? ZoneOffset.UTC : ZoneOffset.of(parts.group(4));
        var begin =
                LocalDateTime.parse(parts.group(1) + (time == null ? "T00:00:00" : time))
                        .toInstant(offset);
        if (fraction != null) {
            return at(begin.plusNanos(Integer.parseInt((fraction + "00000000").substring(0, 9))));
        }
        var length = time == null ? Duration.ofDays(1) : Duration.ofSeconds(1);
        return new TimeSpan(nanos(begin), nanos(begin.plus(length)) - 1);
    }

    private static TimeSpan at(Instant time) {
        return new TimeSpan(nanos(time), nanos(time));
    }

    private static long nanos(Instant time) {
        return Math.addExact(
                Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }
}
