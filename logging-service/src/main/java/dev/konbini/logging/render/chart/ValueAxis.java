package dev.konbini.logging.render.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// The values that a chart shows, with marks at round ones.
///
/// @param step between two marks
record ValueAxis(double min, double max, double step) {

    private static final double[] ROUND = {1, 2, 2.5, 5, 10};
    private static final String[] UNITS = {"", "k", "M", "G", "T", "P"};
    private static final MathContext DIGITS = new MathContext(6);

    /// An axis with about `marks` marks that has room for everything from `min` to `max`.
    ///
    /// @param fixedMin whether it begins at `min` itself
    static ValueAxis of(double min, double max, boolean fixedMin, boolean fixedMax, int marks) {
        var high = max > min ? max : min + Math.max(1, Math.abs(min) / 10);
        var raw = (high - min) / Math.max(1, marks);
        var power = Math.pow(10, Math.floor(Math.log10(raw)));
        var step = 10 * power;
        for (var round : ROUND) {
            if (round * power >= raw) {
                step = round * power;
                break;
            }
        }
        return new ValueAxis(
                fixedMin ? min : Math.floor(min / step) * step,
                fixedMax ? high : Math.ceil(high / step) * step,
                step);
    }

    List<Double> marks() {
        var marks = new ArrayList<Double>();
        var first = Math.ceil(min / step - 1e-9);
        for (var i = 0; (first + i) * step <= max + step * 1e-9; i++) {
            marks.add((first + i) * step);
        }
        return marks;
    }

    /// A value with at most six digits and a unit such as `k` for thousands.
    static String label(double value) {
        var size = Math.abs(value);
        var unit = 0;
        while (size >= 1000 && unit < UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        var shown = new BigDecimal(value / Math.pow(1000, unit)).round(DIGITS);
        return (shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString())
                + UNITS[unit];
    }
}
