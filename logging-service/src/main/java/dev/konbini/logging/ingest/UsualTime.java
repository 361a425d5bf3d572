package dev.konbini.logging.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Reads times in the one form in which nearly every line has its own, such as
/// `2026-11-25T23:34:25.123456Z`, without a pattern, which costs as much as reading the rest of a
/// line. What has another form is left to [Times].
final class UsualTime {

    private static final int SECONDS_LENGTH = "2026-11-25T23:34:25".length();
    private static final int FRACTION_MAX = 9;
    private static final int NONE = -1;

    private UsualTime() {}

    /// The time that `text` names; null where it has another form, or a number that no clock shows.
    ///
    /// @throws DateTimeException if there is no such day
    static @Nullable Instant read(String text) {
        var last = text.length() - 1;
        if (last < SECONDS_LENGTH
                || last > SECONDS_LENGTH + 1 + FRACTION_MAX
                || text.charAt(last) != 'Z'
                || !hasMarks(text)) {
            return null;
        }
        var year = number(text, 0, 4);
        var month = number(text, 5, 7);
        var day = number(text, 8, 10);
        var hour = number(text, 11, 13);
        var minute = number(text, 14, 16);
        var second = number(text, 17, SECONDS_LENGTH);
        var nanos = last == SECONDS_LENGTH ? 0 : nanos(text, last);
        if ((year | month | day | hour | minute | second | nanos) < 0
                || hour > 23
                || minute > 59
                || second > 59) {
            return null;
        }
        return Instant.ofEpochSecond(
                ((LocalDate.of(year, month, day).toEpochDay() * 24 + hour) * 60 + minute) * 60
                        + second,
                nanos);
    }

    private static boolean hasMarks(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    /// What stands between the seconds and the end, as nanoseconds; negative where it is no
    /// fraction.
    private static int nanos(String text, int end) {
        var first = SECONDS_LENGTH + 1;
        if (end == first || text.charAt(SECONDS_LENGTH) != '.') {
            return NONE;
        }
        var nanos = number(text, first, end);
        for (var digits = end - first; digits < FRACTION_MAX && nanos > 0; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    /// The number that is written with the digits 0 to 9 alone; negative where it is not.
    private static int number(String text, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
