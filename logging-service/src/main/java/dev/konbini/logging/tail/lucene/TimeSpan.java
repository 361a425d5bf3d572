package dev.konbini.logging.tail.lucene;

import dev.konbini.logging.query.TimeExpression;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
                    "(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d)(?:T(?:(\\d\\d)(?::(\\d\\d)(?::(\\d\\d)"
                            + "(?:[.,](\\d{1,9}))?)?)?)?(Z|[+-]\\d\\d:?\\d\\d)?)?)?)?");
    private static final ChronoUnit[] UNITS = {
        ChronoUnit.YEARS,
        ChronoUnit.MONTHS,
        ChronoUnit.DAYS,
        ChronoUnit.HOURS,
        ChronoUnit.MINUTES,
        ChronoUnit.SECONDS
    };

    /// Reads RFC 3339 with parts left out at its end, `now-15m`, or milliseconds since 1970.
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
        var begin =
                LocalDateTime.of(
                        number(parts.group(1), 1),
                        number(parts.group(2), 1),
                        number(parts.group(3), 1),
                        number(parts.group(4), 0),
                        number(parts.group(5), 0),
                        number(parts.group(6), 0));
        var offset = parts.group(8) == null ? ZoneOffset.UTC : ZoneOffset.of(parts.group(8));
        @Nullable String fraction = parts.group(7);
        if (fraction != null) {
            var nanos = Integer.parseInt((fraction + "00000000").substring(0, 9));
            var first = nanos(begin.withNano(nanos).toInstant(offset));
            return new TimeSpan(first, first);
        }
        var given = 1;
        while (given < UNITS.length && parts.group(given + 1) != null) {
            given++;
        }
        var end = begin.plus(1, UNITS[given - 1]).toInstant(offset);
        return new TimeSpan(nanos(begin.toInstant(offset)), nanos(end) - 1);
    }

    private static TimeSpan at(Instant time) {
        return new TimeSpan(nanos(time), nanos(time));
    }

    private static long nanos(Instant time) {
        return Math.addExact(
                Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    private static int number(@Nullable String part, int otherwise) {
        return part == null ? otherwise : Integer.parseInt(part);
    }
}
