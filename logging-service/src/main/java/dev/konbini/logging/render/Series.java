package dev.konbini.logging.render;

import java.util.function.ToDoubleFunction;

/// A series as functions see it: values at equal distances, and what it is called.
///
/// Values are not changed in place; who needs others makes another series.
///
/// @param name what it is shown as
/// @param expression what it was made of, as further names show it
/// @param start of the first value, in seconds since 1970
/// @param end of the time it is about
/// @param step between two values, in seconds
/// @param values NaN where there is none
/// @param consolidation how several values become one where there is no room for all
/// @param colour as a function chose it; empty for any
@SuppressWarnings("ArrayRecordComponent") // Nobody compares it, and a list would box each value.
public record Series(
        String name,
        String expression,
        long start,
        long end,
        int step,
        double[] values,
        Consolidation consolidation,
        String colour) {

    /// A series of which only what differs from others is said.
    public static Series of(String name, long start, long end, int step, double[] values) {
        return new Series(name, name, start, end, step, values, Consolidation.AVERAGE, "");
    }

    /// The same with other values under another name, which is also what further names show.
    public Series with(String name, double[] values) {
        return new Series(name, name, start, end, step, values, consolidation, colour);
    }

    /// The same, shown as `name`.
    public Series named(String name) {
        return new Series(name, expression, start, end, step, values, consolidation, colour);
    }

    /// The same in another time.
    public Series at(long start, long end) {
        return new Series(name, expression, start, end, step, values, consolidation, colour);
    }

    public Series coloured(String colour) {
        return new Series(name, expression, start, end, step, values, consolidation, colour);
    }

    public Series consolidatedBy(Consolidation consolidation) {
        return new Series(name, expression, start, end, step, values, consolidation, colour);
    }

    /// The same with `count` values made one.
    public Series consolidated(int count) {
        if (count <= 1) {
            return this;
        }
        var fewer = new double[(values.length + count - 1) / count];
        for (var i = 0; i < fewer.length; i++) {
            fewer[i] =
                    consolidation.of(values, i * count, Math.min(values.length, (i + 1) * count));
        }
        return new Series(name, expression, start, end, step * count, fewer, consolidation, colour);
    }

    /// A number that stands for the series; what has none comes before all others.
    public double rank(ToDoubleFunction<double[]> measure) {
        var value = measure.applyAsDouble(values);
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
    }
}
