package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Series;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Several series with one step and one time, so that their values can be put side by side.
///
/// Steps that differ become their least common multiple, each series consolidated to it in its own
/// way.
///
/// @param series at least one
record Aligned(List<Series> series, long start, long end, int step) {

    static Aligned of(List<Series> series) {
        var step = series.stream().mapToInt(Series::step).reduce(Aligned::lcm).orElseThrow();
        var alike = series.stream().map(each -> each.consolidated(step / each.step())).toList();
        var start = series.stream().mapToLong(Series::start).min().orElseThrow();
        var end = series.stream().mapToLong(Series::end).max().orElseThrow();
        return new Aligned(alike, start, end - (end - start) % step, step);
    }

    int length() {
        return series.stream()
                .mapToInt(each -> offset(each) + each.values().length)
                .max()
                .orElse(0);
    }

    /// One value for each time, made of the values of all series at that time. Where none has one,
    /// there is none.
    double[] combine(ToDoubleFunction<double[]> measure) {
        var values = new double[length()];
        var row = new double[series.size()];
        for (var i = 0; i < values.length; i++) {
            var any = false;
            for (var s = 0; s < row.length; s++) {
                row[s] = at(series.get(s), i);
                any |= !Double.isNaN(row[s]);
            }
            values[i] = any ? measure.applyAsDouble(row.clone()) : Double.NaN;
        }
        return values;
    }

    private double at(Series one, int index) {
        var own = index - offset(one);
        return own >= 0 && own < one.values().length ? one.values()[own] : Double.NaN;
    }

    private int offset(Series one) {
        return (int) ((one.start() - start) / step);
    }

    private static int lcm(int a, int b) {
        int x = a;
        int y = b;
        while (y != 0) {
            int rest = x % y;
            x = y;
            y = rest;
        }
        return a / x * b;
    }

    /// Values of two series side by side, the first divided by the second; none where that is 0.
    static double[] quotients(double[] dividends, double[] divisors) {
        var values = new double[Math.max(dividends.length, divisors.length)];
        Arrays.fill(values, Double.NaN);
        for (var i = 0; i < Math.min(dividends.length, divisors.length); i++) {
            values[i] = divisors[i] == 0 ? Double.NaN : dividends[i] / divisors[i];
        }
        return values;
    }
}
