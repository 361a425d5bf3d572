package dev.konbini.logging.render;

import java.util.Arrays;
import java.util.List;

/// Makes series have no more points than a chart has room for, as graphite-web does with
/// `maxDataPoints`: the bands that become one point begin at multiples of their length, so that
/// they stay the same while time goes on.
public final class FewerPoints {

    private FewerPoints() {}

    public static List<Series> atMost(List<Series> series, int pointsMax) {
        if (series.isEmpty()) {
            return series;
        }
        var start = series.stream().mapToLong(Series::start).min().orElseThrow();
        var end = series.stream().mapToLong(Series::end).max().orElseThrow();
        return series.stream().map(each -> atMost(each, end - start, pointsMax)).toList();
    }

    private static Series atMost(Series series, long time, int pointsMax) {
        if (pointsMax == 1) {
            return series.consolidated(series.values().length);
        }
        var points = (double) time / series.step();
        if (pointsMax >= points) {
            return series;
        }
        var each = (int) Math.ceil(points / pointsMax);
        var seconds = (long) each * series.step();
        var nudge = seconds + series.start() % series.step() - series.start() % seconds;
        var lost = Math.clamp(nudge / series.step() - 1, 0, series.values().length);
        return new Series(
                        series.name(),
                        series.expression(),
                        series.start() + nudge,
                        series.end(),
                        series.step(),
                        Arrays.copyOfRange(series.values(), lost, series.values().length),
                        series.consolidation(),
                        series.colour())
                .consolidated(each);
    }
}
