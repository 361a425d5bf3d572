package dev.konbini.logging.render.chart;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The time that a chart shows, with marks at round times of its zone.
final class TimeAxis {

    private static final long DAY = 86_400;
    private static final long[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, DAY,
        2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 91 * DAY, 182 * DAY, 365 * DAY
    };

    private final long from;
    private final long until;
    private final ZoneId zone;
    private final long step;

    TimeAxis(long from, long until, ZoneId zone, int marksMax) {
        this.from = from;
        this.until = Math.max(from + 1, until);
        this.zone = zone;
        this.step = step((this.until - from) / Math.max(1, marksMax));
    }

    private static long step(long least) {
        for (var step : STEPS) {
            if (step >= least) {
                return step;
            }
        }
        return Math.ceilDiv(least, 365 * DAY) * 365 * DAY;
    }

    /// From 0 at the beginning to 1 at the end.
    double place(double time) {
        return (time - from) / (until - from);
    }

    List<Mark> marks() {
        var marks = new ArrayList<Mark>();
        var time = at(from).truncatedTo(ChronoUnit.DAYS);
        if (step < DAY) {
            time = time.plusSeconds((from - time.toEpochSecond()) / step * step);
        }
        while (time.toEpochSecond() <= until) {
            if (time.toEpochSecond() >= from) {
                marks.add(new Mark(time.toEpochSecond(), label(time)));
            }
            // Days are not all equally long; what is shorter than one is counted as it passes.
            time = step < DAY ? time.plusSeconds(step) : time.plusDays(step / DAY);
        }
        return marks;
    }

    private String label(ZonedDateTime time) {
        var pattern =
                step < 60
                        ? "HH:mm:ss"
                        : step < DAY
                                ? until - from > DAY ? "EEE HH:mm" : "HH:mm"
                                : until - from > 365 * DAY ? "uuuu-MM-dd" : "MMM d";
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    }

    private ZonedDateTime at(long seconds) {
        return ZonedDateTime.ofInstant(Instant.ofEpochSecond(seconds), zone);
    }

    /// A round time.
    record Mark(long time, String label) {}
}
