package dev.konbini.logging.render.chart;

import dev.konbini.logging.render.Series;
import dev.konbini.logging.render.chart.ChartOptions.AreaMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A series as it is drawn: no more values than there are pixels, and what it stands on.
///
/// @param lower what is below what is filled
@SuppressWarnings("ArrayRecordComponent") // Nobody compares it, and a list would box each value.
record Curve(
        String name,
        Colour colour,
        long start,
        int step,
        double[] values,
        double[] lower,
        boolean filled) {

    static List<Curve> of(List<Series> series, ChartOptions options) {
        var curves = new ArrayList<Curve>();
        var below = new double[0];
        for (var i = 0; i < series.size(); i++) {
            var fitting = fitting(series.get(i), options.width());
            var values = fitting.values();
            var lower = new double[values.length];
            if (options.areaMode() == AreaMode.STACKED) {
                lower = Arrays.copyOf(below, values.length);
                values = sum(values, lower);
                below = higher(values, lower);
            }
            var number = i;
            curves.add(
                    new Curve(
                            fitting.name(),
                            Colour.parse(fitting.colour()).orElseGet(() -> options.colour(number)),
                            fitting.start(),
                            fitting.step(),
                            values,
                            lower,
                            options.areaMode() != AreaMode.NONE
                                    && (i == 0 || options.areaMode() != AreaMode.FIRST)));
        }
        return curves;
    }

    private static Series fitting(Series series, int pixels) {
        return series.consolidated(Math.ceilDiv(Math.max(1, series.values().length), pixels));
    }

    private static double[] sum(double[] one, double[] other) {
        var sum = new double[one.length];
        Arrays.setAll(sum, i -> one[i] + other[i]);
        return sum;
    }

    private static double[] higher(double[] values, double[] otherwise) {
        var higher = new double[values.length];
        Arrays.setAll(higher, i -> Double.isNaN(values[i]) ? otherwise[i] : values[i]);
        return higher;
    }

    /// Gives each stretch of values without a gap.
    void runs(Run run) {
        var start = -1;
        for (var i = 0; i <= values.length; i++) {
            var there = i < values.length && Double.isFinite(values[i]);
            if (there && start < 0) {
                start = i;
            } else if (!there && start >= 0) {
                run.draw(start, i);
                start = -1;
            }
        }
    }

    /// Draws the values from `start` to before `end`.
    interface Run {
        void draw(int start, int end);
    }
}
