package dev.konbini.logging.alert;

import dev.konbini.logging.alert.Condition.Comparison;
import dev.konbini.logging.alert.Condition.Direction;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// When a condition holds, given what was counted. Nothing else decides it, live or in a backtest.
final class Rules {

    private Rules() {}

    static Map<String, Measure> judge(Condition condition, Counts counts) {
        return switch (condition) {
            case Condition.Threshold threshold ->
                    each(counts, group -> threshold(threshold, counts.now(group)));
            case Condition.Absence() -> each(counts, group -> absence(counts.now(group)));
            case Condition.Rate rate ->
                    each(counts, group -> rate(rate, counts.now(group), counts.before(group)));
            case Condition.Anomaly anomaly ->
                    each(
                            counts,
                            group ->
                                    anomaly(
                                            anomaly,
                                            counts.now(group),
                                            Baseline.of(counts.past())));
        };
    }

    private static Map<String, Measure> each(Counts counts, Function<String, Measure> judge) {
        var groups = new TreeSet<>(counts.now().keySet());
        groups.addAll(counts.before().keySet());
        groups.addAll(counts.expected());
        var measures = new TreeMap<String, Measure>();
        groups.forEach(group -> measures.put(group, judge.apply(group)));
        return measures;
    }

    private static Measure threshold(Condition.Threshold threshold, long lines) {
        var bound = threshold.count();
        return threshold.comparison() == Comparison.AT_LEAST
                ? new Measure(
                        lines,
                        lines >= bound,
                        "%d lines, %d or more are wrong".formatted(lines, bound))
                : new Measure(
                        lines,
                        lines <= bound,
                        "%d lines, %d or fewer are wrong".formatted(lines, bound));
    }

    private static Measure absence(long lines) {
        return new Measure(lines, lines == 0, lines == 0 ? "no line" : lines + " lines");
    }

    private static Measure rate(Condition.Rate rate, long lines, long before) {
        var said = "%d lines, %d in the window before".formatted(lines, before);
        if (Math.max(lines, before) < rate.leastLines()) {
            return new Measure(lines, false, said);
        }
        // Compared without dividing, so that a window before without lines is an endless rise.
        var change = Math.multiplyExact(lines - before, 100);
        var bound = Math.multiplyExact(before, rate.percent().longValue());
        return new Measure(
                lines,
                lines != before
                        && (rate.direction() == Direction.UP ? change >= bound : -change >= bound),
                said);
    }

    private static Measure anomaly(Condition.Anomaly anomaly, long lines, Baseline usual) {
        var off = (lines - usual.median()) / usual.spread();
        var wrong =
                anomaly.direction() == Direction.UP
                        ? off >= anomaly.deviations()
                        : -off >= anomaly.deviations();
        return new Measure(
                lines,
                wrong,
                "%d lines, usually %.1f give or take %.1f at this time of the week"
                        .formatted(lines, usual.median(), usual.spread()));
    }
}
