package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Evaluation;
import dev.konbini.logging.render.Series;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Functions that give a series another step.
final class Resampling {

    private static final int BUCKETS_MAX = 100_000;
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;

    private Resampling() {}

    static List<Series> summarize(Arguments arguments) {
        var interval = interval(arguments);
        var func = arguments.text("func");
        var measure = Measures.of(arguments, "func", func);
        var fromStart = arguments.truth("alignToFrom");
        return arguments.series().stream()
                .map(each -> {
                    var start = fromStart ? each.start() : each.start() - each.start() % interval;
                    var end =
                            fromStart ? each.end() : each.end() - each.end() % interval + interval;
                    var buckets = buckets(arguments, start, end, interval);
                    var values = new double[buckets];
                    for (var b = 0; b < buckets; b++) {
                        values[b] =
                                measureOf(measure, within(each, start + b * interval, interval));
                    }
                    var name =
                            "summarize(%s, \"%s\", \"%s\"%s)"
                                    .formatted(
                                            each.name(),
                                            arguments.text("intervalString"),
                                            func,
                                            fromStart ? ", true" : "");
                    return new Series(
                            name,
                            name,
                            start,
                            fromStart ? start + buckets * interval : end,
                            (int) interval,
                            values,
                            each.consolidation(),
                            each.colour());
                })
                .toList();
    }

    private static double measureOf(ToDoubleFunction<double[]> measure, double[] values) {
        return Measures.there(values).length == 0 ? Double.NaN : measure.applyAsDouble(values);
    }

    private static double[] within(Series series, long start, long interval) {
        var first = Math.ceilDiv(start - series.start(), series.step());
        var last = Math.ceilDiv(start + interval - series.start(), series.step());
        var length = series.values().length;
        return Arrays.copyOfRange(
                series.values(), Math.clamp(first, 0, length), Math.clamp(last, 0, length));
    }

    private static long interval(Arguments arguments) {
        var interval = Math.abs(arguments.seconds("intervalString"));
        if (interval == 0 || interval > Integer.MAX_VALUE) {
            throw arguments.unfit("intervalString", "more than 0, and at most 60 years");
        }
        return interval;
    }

    private static int buckets(Arguments arguments, long start, long end, long interval) {
        var buckets = Math.ceilDiv(end - start, interval);
        if (buckets > BUCKETS_MAX) {
            throw arguments.unfit("intervalString", "longer, for so long a time");
        }
        return (int) Math.max(0, buckets);
    }

    static List<Series> hitcount(Arguments arguments) {
        var interval = interval(arguments);
        var align = arguments.truth("alignToInterval");
        var series =
                align
                        ? arguments.series(aligned(arguments.evaluation(), interval)).stream()
                                .map(each ->
                                        each.at(
                                                each.start(),
                                                each.start()
                                                        + (each.end() - each.start())
                                                                / interval
                                                                * interval
                                                        + interval))
                                .toList()
                        : arguments.series();
        return series.stream()
                .map(each -> {
                    var count = buckets(arguments, each.start(), each.end(), interval);
                    var start = each.end() - count * interval;
                    var name =
                            "hitcount(%s, \"%s\"%s)"
                                    .formatted(
                                            each.name(),
                                            arguments.text("intervalString"),
                                            align ? ", true" : "");
                    return new Series(
                            name,
                            name,
                            start,
                            each.end(),
                            (int) interval,
                            hits(each, start, count, interval),
                            each.consolidation(),
                            each.colour());
                })
                .toList();
    }

    private static double[] hits(Series series, long start, int count, long interval) {
        var hits = Transforming.nothing(count);
        for (var i = 0; i < series.values().length; i++) {
            var value = series.values()[i];
            if (Double.isNaN(value)) {
                continue;
            }
            var from = Math.max(series.start() + (long) i * series.step(), start);
            var until =
                    Math.min(
                            series.start() + (long) (i + 1) * series.step(),
                            start + count * interval);
            // What lies across several intervals is shared out by time.
            while (from < until) {
                var bucket = (int) ((from - start) / interval);
                var next = Math.min(until, start + (bucket + 1) * interval);
                hits[bucket] =
                        (Double.isNaN(hits[bucket]) ? 0 : hits[bucket]) + value * (next - from);
                from = next;
            }
        }
        return hits;
    }

    private static Evaluation aligned(Evaluation evaluation, long interval) {
        var from =
                ZonedDateTime.ofInstant(
                        Instant.ofEpochSecond(evaluation.from()), evaluation.zone());
        if (interval >= DAY) {
            from = from.truncatedTo(ChronoUnit.DAYS);
        } else if (interval >= HOUR) {
            from = from.truncatedTo(ChronoUnit.HOURS);
        } else if (interval >= MINUTE) {
            from = from.truncatedTo(ChronoUnit.MINUTES);
        }
        return evaluation.between(from.toEpochSecond(), evaluation.until());
    }
}
