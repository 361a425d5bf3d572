package dev.konbini.logging.parse;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads times in the forms that logs have them.
///
/// A time without a zone is of the zone that was set. One without a year is of the year in which it
/// is nearest to when the line arrived, and not more than a day after: lines may be months old, but
/// not from a time to come. One without a day likewise.
final class TimeForms {

    private static final Duration AHEAD_MAX = Duration.ofDays(1);

    /// The last year that Elasticsearch's `date_nanos` holds whole.
    private static final Instant LAST = Instant.parse("2261-12-31T23:59:59Z");

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final String CLOCK =
            "(?<h>\\d{1,2}):(?<m>\\d{2}):(?<s>\\d{2})(?:[.,](?<f>\\d{1,12}))?";
    private static final String ZONE =
            "(?:(?<z>[Zz](?!\\w)|[+-]\\d{2}(?::?\\d{2})?(?![\\d:]))"
                    + "|\\s(?<zone>UTC|GMT|[+-]\\d{2}:?\\d{2})(?![\\w:]))?";

    /// Those that begin with a digit, the most frequent first.
    private static final List<Pattern> NUMERIC =
            List.of(
                    form(
                            "(?<y>\\d{4})([-/])(?<mo>\\d{2})\\2(?<d>\\d{2})(?:[Tt_ ]|\\s-\\s)\\s?"
                                    + CLOCK
                                    + ZONE),
                    form(
                            "(?<y>\\d{4})-(?<mo>\\d{2})-(?<d>\\d{2})[Tt ](?<h>\\d{2}):(?<m>\\d{2})(?!:?\\d)"
                                    + ZONE),
                    form("(?<d>\\d{1,2})/(?<mon>[A-Z][a-z]{2})/(?<y>\\d{4})[: ]" + CLOCK + ZONE),
                    // Android's logcat
                    form(
                            "(?<mo>\\d{2})-(?<d>\\d{2}) (?<h>\\d{2}):(?<m>\\d{2}):(?<s>\\d{2})\\.(?<f>\\d{1,9})"),
                    // HDFS
                    form(
                            "(?<yy>\\d{2})(?<mo>\\d{2})(?<d>\\d{2}) (?<h>\\d{2})(?<m>\\d{2})(?<s>\\d{2})(?!\\S)"),
                    // Spark, and Log4j's %d{yy/MM/dd HH:mm:ss}
                    form("(?<yy>\\d{2})/(?<mo>\\d{2})/(?<d>\\d{2}) " + CLOCK),
                    form(
                            "(?<y>\\d{4})(?<mo>\\d{2})(?<d>\\d{2})[Tt -](?<h>\\d{2}):?(?<m>\\d{2}):?(?<s>\\d{2})(?:[.,:](?<f>\\d{1,12}))?"
                                    + ZONE),
                    form(
                            "(?<d>\\d{1,2})[- ](?<mon>[A-Z][a-z]{2})[- ](?<y>\\d{4})[ :]"
                                    + CLOCK
                                    + ZONE),
                    form("(?<d>\\d{2})\\.(?<mo>\\d{2})\\.(?<y>\\d{4})[ T]" + CLOCK + ZONE),
                    form(CLOCK + "(?!\\S)"));

    /// Those that begin with the name of a month or a day.
    private static final List<Pattern> NAMED =
            List.of(
                    form(
                            "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<mon>[A-Z][a-z]{2})\\s{1,2}(?<d>\\d{1,2}) "
                                    + CLOCK
                                    + " (?:(?<zone>UTC|GMT) )?(?<y>\\d{4})"),
                    form(
                            "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?<d>\\d{1,2}) (?<mon>[A-Z][a-z]{2}) (?<y>\\d{4}) "
                                    + CLOCK
                                    + ZONE),
                    form(
                            "(?<mon>[A-Z][a-z]{2})\\s{1,2}(?<d>\\d{1,2}),? (?:(?<y>\\d{4}),? )?"
                                    + CLOCK
                                    + "(?: (?<half>[AP]M))?"
                                    + ZONE));

    private final ZoneId zone;

    TimeForms(ZoneId zone) {
        this.zone = zone;
    }

    private static Pattern form(String expression) {
        return Pattern.compile(expression);
    }

    /// The time that `text` is, and nothing besides it.
    @Nullable Instant whole(String text, Instant near) {
        @Nullable TimeText found = at(text, 0, near);
        return found != null && found.dated() && found.end() == text.length() ? found.time() : null;
    }

    /// The time that stands at `start` of `text`.
    ///
    /// @return null if none does
    @Nullable TimeText at(String text, int start, Instant near) {
        if (start >= text.length()) {
            return null;
        }
        var first = text.charAt(start);
        for (var form : first >= '0' && first <= '9' ? NUMERIC : NAMED) {
            var matcher = form.matcher(text).region(start, text.length());
            if (matcher.useTransparentBounds(true).lookingAt()) {
                @Nullable Instant time = time(new Parts(matcher), near);
                if (time != null) {
                    var parts = matcher.namedGroups();
                    return new TimeText(time, matcher.end(), parts.containsKey("d"));
                }
            }
        }
        return null;
    }

    private @Nullable Instant time(Parts parts, Instant near) {
        try {
            @Nullable Instant time = dated(parts, parts.clock(), near);
            return time == null || time.isBefore(Instant.EPOCH) || time.isAfter(LAST) ? null : time;
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    private @Nullable Instant dated(Parts parts, LocalTime clock, Instant near) {
        var today = LocalDate.ofInstant(near, zone);
        if (!parts.has("d")) {
            return nearest(near, days -> today.plusDays(days).atTime(clock), parts);
        }
        var month = parts.month();
        var day = parts.number("d");
        if (parts.has("y") || parts.has("yy")) {
            var year = parts.has("y") ? parts.number("y") : 2000 + parts.number("yy");
            return at(LocalDate.of(year, month, day).atTime(clock), parts);
        }
        return nearest(
                near,
                years -> {
                    var year = today.getYear() + years;
                    return day == 29 && month == 2 && !LocalDate.of(year, 1, 1).isLeapYear()
                            ? null
                            : LocalDate.of(year, month, day).atTime(clock);
                },
                parts);
    }

    private @Nullable Instant nearest(Instant near, Candidate candidate, Parts parts) {
        @Nullable Instant nearest = null;
        for (var step = -1; step <= 1; step++) {
            @Nullable LocalDateTime local = candidate.at(step);
            if (local == null) {
                continue;
            }
            var time = at(local, parts);
            if (!time.isAfter(near.plus(AHEAD_MAX))
                    && (nearest == null || distance(time, near) < distance(nearest, near))) {
                nearest = time;
            }
        }
        return nearest;
    }

    private static long distance(Instant one, Instant other) {
        return Duration.between(one, other).abs().toMillis();
    }

    private Instant at(LocalDateTime local, Parts parts) {
        @Nullable String named = parts.zone();
        return local.atZone(named == null ? zone : offset(named)).toInstant();
    }

    private static ZoneOffset offset(String named) {
        return switch (named) {
            case "Z", "z", "UTC", "GMT" -> ZoneOffset.UTC;
            default -> ZoneOffset.of(named);
        };
    }

    @FunctionalInterface
    private interface Candidate {
        @Nullable LocalDateTime at(int step);
    }

    /// What a form found.
    private record Parts(Matcher matcher) {

        boolean has(String name) {
            return text(name) != null;
        }

        @Nullable String text(String name) {
            return matcher.namedGroups().containsKey(name) ? matcher.group(name) : null;
        }

        int number(String name) {
            @Nullable String text = text(name);
            return text == null ? 0 : Integer.parseInt(text);
        }

        @Nullable String zone() {
            @Nullable String close = text("z");
            return close == null ? text("zone") : close;
        }

        int month() {
            @Nullable String name = text("mon");
            if (name == null) {
                return number("mo");
            }
            var place = MONTHS.indexOf(name);
            if (place < 0 || place % 3 != 0) {
                throw new DateTimeException("No month is called " + name);
            }
            return place / 3 + 1;
        }

        LocalTime clock() {
            var hour = number("h");
            @Nullable String half = text("half");
            if (half != null) {
                hour = hour % 12 + (half.equals("PM") ? 12 : 0);
            }
            @Nullable String fraction = text("f");
            var nanos =
                    fraction == null
                            ? 0
                            : Integer.parseInt((fraction + "000000000").substring(0, 9));
            // A leap second is the last of its minute.
            return LocalTime.of(hour, number("m"), Math.min(number("s"), 59), nanos);
        }
    }
}
