package dev.konbini.logging.render.target;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads Graphite's times: seconds since 1970, `now-5min`, `-1h`, `today`, `noon yesterday`,
/// `18:30_20261124`, `11/24/26`, `nov 24`, `monday`.
///
/// The source is graphite-web's `attime.py`, whose rules it follows also where they surprise: a
/// time of day that is still to come today is not moved to yesterday.
public final class RenderTime {

    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final List<String> WEEKDAYS =
            List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2}):(\\d{2})(am|pm)?(.*)");
    private static final Pattern HALF_DAY = Pattern.compile("(\\d{1,2})(am|pm)(.*)");
    private static final Pattern NAMED = Pattern.compile("(noon|midnight|teatime)(.*)");
    private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{2,4})");
    private static final Pattern MONTH_DAY = Pattern.compile("([a-z]{3})[a-z]*?(\\d{1,2})");

    private final ZoneId zone;
    private final Instant now;

    /// @param zone in which days begin
    /// @param now what is meant by it
    public RenderTime(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
    }

    /// The time that `text` names; empty if it names none.
    public Optional<Instant> parse(String text) {
        var plain = text.strip().toLowerCase(Locale.ROOT).replaceAll("[_, ]", "");
        try {
            if (plain.matches("\\d{1,12}") && !isDate(plain)) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(plain)));
            }
            var sign = sign(plain);
            var reference = sign < 0 ? plain : plain.substring(0, sign);
            var base = reference(reference);
            return sign < 0
                    ? base
                    : base.flatMap(
                            time -> TimeOffset.parse(plain.substring(sign)).map(time::plusSeconds));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int sign(String plain) {
        var plus = plain.indexOf('+');
        return plus >= 0 ? plus : plain.indexOf('-');
    }

    private static boolean isDate(String digits) {
        return digits.length() == 8
                && number(digits, 0, 4) > 1900
                && number(digits, 4, 6) < 13
                && number(digits, 6, 8) < 32;
    }

    private Optional<Instant> reference(String text) {
        if (text.isEmpty() || text.equals("now")) {
            return Optional.of(now);
        }
        var rest = text;
        var time = LocalTime.MIDNIGHT;
        var clock = CLOCK.matcher(rest);
        var half = HALF_DAY.matcher(rest);
        var named = NAMED.matcher(rest);
        if (clock.matches()) {
            time = time(clock.group(1), Integer.parseInt(clock.group(2)), clock.group(3));
            rest = clock.group(4);
        } else if (half.matches()) {
            time = time(half.group(1), 0, half.group(2));
            rest = half.group(3);
        } else if (named.matches()) {
            time =
                    switch (named.group(1)) {
                        case "noon" -> LocalTime.NOON;
                        case "teatime" -> LocalTime.of(16, 0);
                        default -> LocalTime.MIDNIGHT;
                    };
            rest = named.group(2);
        }
        var at = time;
        return day(rest).map(day -> LocalDateTime.of(day, at).atZone(zone).toInstant());
    }

    private static LocalTime time(String hour, int minute, @Nullable String half) {
        var given = Integer.parseInt(hour);
        return LocalTime.of("pm".equals(half) ? (given + 12) % 24 : given, minute);
    }

    private Optional<LocalDate> day(String text) {
        var today = LocalDate.ofInstant(now, zone);
        return switch (text) {
            case "", "today" -> Optional.of(today);
            case "yesterday" -> Optional.of(today.minusDays(1));
            case "tomorrow" -> Optional.of(today.plusDays(1));
            default -> date(text, today);
        };
    }

    private static Optional<LocalDate> date(String text, LocalDate today) {
        var slashed = SLASHED.matcher(text);
        if (slashed.matches()) {
            var year = Integer.parseInt(slashed.group(3));
            year += year < 1900 ? 1900 : 0;
            year += year < 1970 ? 100 : 0;
            return Optional.of(
                    LocalDate.of(
                            year,
                            Integer.parseInt(slashed.group(1)),
                            Integer.parseInt(slashed.group(2))));
        }
        if (text.matches("\\d{8}")) {
            return Optional.of(
                    LocalDate.of(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8)));
        }
        var monthDay = MONTH_DAY.matcher(text);
        if (monthDay.matches() && MONTHS.contains(monthDay.group(1))) {
            return Optional.of(
                    LocalDate.of(
                            today.getYear(),
                            MONTHS.indexOf(monthDay.group(1)) + 1,
                            Integer.parseInt(monthDay.group(2))));
        }
        var weekday = text.length() < 3 ? -1 : WEEKDAYS.indexOf(text.substring(0, 3));
        return weekday < 0
                ? Optional.empty()
                : Optional.of(
                        today.minusDays(
                                Math.floorMod(today.getDayOfWeek().getValue() % 7 - weekday, 7)));
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }
}
