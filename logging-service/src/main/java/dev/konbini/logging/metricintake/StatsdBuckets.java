package dev.konbini.logging.metricintake;

import dev.konbini.logging.metric.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gathers StatsD's values until they are flushed as points.
///
/// Named as StatsD's own server names them without its legacy namespace:
/// `stats.counters.NAME.count` and `.rate`, `stats.gauges.NAME`, `stats.sets.NAME.count`, and of
/// `stats.timers.NAME` the `lower`, `mean`, `upper`, `upper_90`, `median`, `sum`, `count` and
/// `count_ps`. A gauge is sent again with each flush for an hour; the others only when something
/// came. After that hour a gauge is silent: it keeps its value, which the next `+1` is added to,
/// until its room is needed for another name.
final class StatsdBuckets {

    private static final int VALUES_MAX = 100_000;
    private static final long GAUGE_SECONDS = 3600;

    private final int namesMax;
    private final Map<String, Double> counters = new HashMap<>();

    /// Those that were not set for longest first.
    private final LinkedHashMap<String, Gauge> gauges = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<String, Timer> timers = new HashMap<>();
    private final Map<String, Set<String>> sets = new HashMap<>();

    StatsdBuckets(int namesMax) {
        this.namesMax = namesMax;
    }

    /// Adds a value.
    ///
    /// @param now in seconds since 1970
    /// @return false if it is one of too many
    synchronized boolean add(StatsdValue value, long now) {
        var buckets =
                switch (value.kind()) {
                    case COUNTER -> counters;
                    case GAUGE -> gauges;
                    case TIMER -> timers;
                    case SET -> sets;
                };
        if (!buckets.containsKey(value.name())
                && counters.size() + gauges.size() + timers.size() + sets.size() >= namesMax
                && !forgetSilentGauge(now)) {
            return false;
        }
        return switch (value.kind()) {
            case COUNTER -> {
                counters.merge(value.name(), value.number() / value.rate(), Double::sum);
                yield true;
            }
            case GAUGE -> {
                var before = gauges.get(value.name());
                gauges.put(
                        value.name(),
                        new Gauge(
                                value.isChange() && before != null
                                        ? before.value() + value.number()
                                        : value.number(),
                                now));
                yield true;
            }
            case TIMER -> timers.computeIfAbsent(value.name(), any -> new Timer()).add(value);
            case SET -> {
                var members = sets.computeIfAbsent(value.name(), any -> new HashSet<>());
                yield members.contains(value.text())
                        || (members.size() < VALUES_MAX && members.add(value.text()));
            }
        };
    }

    private boolean forgetSilentGauge(long now) {
        var first = gauges.firstEntry();
        if (first == null || !first.getValue().isSilent(now)) {
            return false;
        }
        gauges.remove(first.getKey());
        return true;
    }

    /// The points of all that came since the last flush.
    ///
    /// @param now their time
    /// @param seconds since the last flush
    synchronized List<Point> flush(long now, double seconds) {
        var points = new ArrayList<Point>();
        counters.forEach((name, count) -> {
            points.add(new Point("stats.counters." + name + ".count", count, now));
            points.add(new Point("stats.counters." + name + ".rate", count / seconds, now));
        });
        gauges.forEach((name, gauge) -> {
            if (!gauge.isSilent(now)) {
                points.add(new Point("stats.gauges." + name, gauge.value(), now));
            }
        });
        timers.forEach(
                (name, timer) -> timer.points("stats.timers." + name + ".", now, seconds, points));
        sets.forEach((name, members) ->
                points.add(new Point("stats.sets." + name + ".count", members.size(), now)));
        counters.clear();
        timers.clear();
        sets.clear();
        return points;
    }

    /// @param time when it was last set
    private record Gauge(double value, long time) {

        boolean isSilent(long now) {
            return time < now - GAUGE_SECONDS;
        }
    }

    /// The values of a timer.
    private static final class Timer {

        private double[] values = new double[16];
        private int length;
        private double count;

        boolean add(StatsdValue value) {
            count += 1 / value.rate();
            if (length == VALUES_MAX) {
                return false;
            }
            if (length == values.length) {
                values = Arrays.copyOf(values, length * 2);
            }
            values[length++] = value.number();
            return true;
        }

        void points(String prefix, long now, double seconds, List<Point> points) {
            var sorted = Arrays.copyOf(values, length);
            Arrays.sort(sorted);
            var sum = Arrays.stream(sorted).sum();
            var middle = length / 2;
            // As StatsD's own server: the highest of the lowest 90 %.
            var ninety = Math.max(0, (int) Math.round(length * 0.9) - 1);
            points.add(new Point(prefix + "lower", sorted[0], now));
            points.add(new Point(prefix + "upper", sorted[length - 1], now));
            points.add(new Point(prefix + "upper_90", sorted[ninety], now));
            points.add(new Point(prefix + "mean", sum / length, now));
            points.add(
                    new Point(
                            prefix + "median",
                            length % 2 == 1
                                    ? sorted[middle]
                                    : (sorted[middle - 1] + sorted[middle]) / 2,
                            now));
            points.add(new Point(prefix + "sum", sum, now));
            points.add(new Point(prefix + "count", count, now));
            points.add(new Point(prefix + "count_ps", count / seconds, now));
        }
    }
}
