package dev.konbini.logging.metric;

import dev.konbini.logging.index.IndexProperties;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The names of the indices of metrics: raw points by day, roll-ups and the names of series by
/// month, all in UTC, and one for the work of rolling up.
///
/// A name follows from what is kept alone, so that a replay finds the index it wrote to.
@Component
final class MetricIndices {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu.MM");

    /// How many indices are named one by one. Elasticsearch takes no longer a line of names, and
    /// has hardly more.
    private static final int NAMED_MAX = 100;

    private final String prefix;

    MetricIndices(IndexProperties properties) {
        this.prefix = properties.prefix();
    }

    /// @param time in seconds since 1970, as everywhere here
    String ofPoints(long time) {
        return prefix + "points-" + DAY.format(day(time));
    }

    String ofRollUps(long time) {
        return prefix + "rollups-" + MONTH.format(day(time));
    }

    String ofSeries(long time) {
        return prefix + "series-" + MONTH.format(day(time));
    }

    String ofMarks() {
        return prefix + "rollupmarks-1";
    }

    /// Those that may have points from `from` to `until`, both included.
    String ofPoints(long from, long until) {
        if (ChronoUnit.DAYS.between(day(from), day(until)) >= NAMED_MAX) {
            return all("points-");
        }
        var names = new ArrayList<String>();
        for (var day = day(from); !day.isAfter(day(until)); day = day.plusDays(1)) {
            names.add(prefix + "points-" + DAY.format(day));
        }
        return String.join(",", names);
    }

    String ofRollUps(long from, long until) {
        return months("rollups-", from, until);
    }

    String ofSeries(long from, long until) {
        return months("series-", from, until);
    }

    private String months(String kind, long from, long until) {
        if (ChronoUnit.MONTHS.between(day(from), day(until)) >= NAMED_MAX) {
            return all(kind);
        }
        var names = new ArrayList<String>();
        var last = day(until).withDayOfMonth(1);
        for (var month = day(from).withDayOfMonth(1);
                !month.isAfter(last);
                month = month.plusMonths(1)) {
            names.add(prefix + kind + MONTH.format(month));
        }
        return String.join(",", names);
    }

    /// Matches every index of a kind: `points-`, `rollups-` or `series-`.
    String all(String kind) {
        return prefix + kind + "*";
    }

    /// Whether everything in the index `name` is from before `time`.
    boolean isBefore(String name, String kind, long time) {
        return name.startsWith(prefix + kind)
                && name.compareTo(
                                prefix
                                        + kind
                                        + (kind.equals("points-") ? DAY : MONTH).format(day(time)))
                        < 0;
    }

    /// The bounds of a range of times. As a number Elasticsearch would take them for milliseconds,
    /// whatever the format of the field.
    static Map<String, String> between(long start, long end) {
        return Map.of("gte", String.valueOf(start), "lt", String.valueOf(end));
    }

    private static LocalDate day(long time) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(time), ZoneOffset.UTC);
    }
}
