package dev.konbini.logging.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// Which value of a roll-up stands for its series.
///
/// OTLP says with each metric what its values are: readings of a gauge are averaged, what counts
/// from one export to the next adds up, and of what counts from the beginning the last reading
/// counts. Graphite's lines and StatsD say nothing, so the name decides.
public enum Measure {
    MIN,
    MAX,
    SUM,
    AVERAGE,
    LAST;

    /// As carbon's `storage-aggregation.conf` says by default: what the last node of the path is
    /// called decides.
    static Measure of(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "min", "lower" -> MIN;
            case "max", "upper" -> MAX;
            case "count", "sum" -> SUM;
            default -> AVERAGE;
        };
    }

    /// The one that [#text] calls `text`; empty for any other, as a later version may know more.
    static Optional<Measure> named(String text) {
        return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// A sum as it is kept and shown: one beyond what a double holds is the largest that it holds,
    /// 0 where sums beyond it in both directions met. JSON has no number for either, and the other
    /// measures of the roll-up are right.
    static double kept(double sum) {
        return Double.isNaN(sum) ? 0 : Math.clamp(sum, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    double value(double min, double max, double sum, double count, double last) {
        return switch (this) {
            case MIN -> min;
            case MAX -> max;
            case SUM -> sum;
            case AVERAGE -> count == 0 ? last : sum / count;
            case LAST -> last;
        };
    }

    /// Puts the roll-ups of raw `points` into `readings`.
    ///
    /// @param points each a time and a value
    void rollUp(List<double[]> points, Readings readings) {
        var byBucket = new TreeMap<Long, List<double[]>>();
        points.stream()
                .sorted(Comparator.comparingDouble(point -> point[0]))
                .forEach(point ->
                        byBucket.computeIfAbsent(
                                        Slot.rollUp((long) point[0]), any -> new ArrayList<>())
                                .add(point));
        byBucket.forEach((bucket, theirs) -> {
            var values = theirs.stream().mapToDouble(point -> point[1]).summaryStatistics();
            readings.values()[(int) ((bucket - readings.start()) / readings.step())] =
                    value(
                            values.getMin(),
                            values.getMax(),
                            kept(values.getSum()),
                            (double) values.getCount(),
                            theirs.getLast()[1]);
        });
    }
}
