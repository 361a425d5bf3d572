package dev.konbini.logging.render.function;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// One number for many, by the names that targets give them. Values that are not there, NaN, count
/// for nothing; of nothing the answer is NaN, but for `count`.
///
/// The source is graphite-web's `aggfuncs.py` and `safe.py`.
final class Measures {

    private static final Map<String, ToDoubleFunction<double[]>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("average", Measures::average);
        BY_NAME.put("avg", Measures::average);
        BY_NAME.put(
                "avg_zero",
                values -> values.length == 0 ? Double.NaN : total(values) / values.length);
        BY_NAME.put("median", Measures::median);
        BY_NAME.put("sum", Measures::sum);
        BY_NAME.put("total", Measures::sum);
        BY_NAME.put("min", Measures::min);
        BY_NAME.put("max", Measures::max);
        BY_NAME.put("diff", Measures::diff);
        BY_NAME.put("stddev", Measures::deviation);
        BY_NAME.put("count", values -> there(values).length);
        BY_NAME.put("range", values -> max(values) - min(values));
        BY_NAME.put("rangeOf", values -> max(values) - min(values));
        BY_NAME.put("multiply", Measures::product);
        BY_NAME.put("last", Measures::last);
        BY_NAME.put("current", Measures::last);
    }

    private Measures() {}

    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    static Optional<ToDoubleFunction<double[]>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// The measure `name`, which is the argument of `parameter`.
    ///
    /// @throws dev.konbini.logging.render.target.InvalidTarget if there is none
    static ToDoubleFunction<double[]> of(Arguments arguments, String parameter, String name) {
        return named(name)
                .orElseThrow(
                        () -> arguments.unfit(parameter, "one of " + String.join(", ", names())));
    }

    static double[] there(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    /// Whether so many values of all that could be there are enough, see
    /// [Parameter#X_FILES_FACTOR].
    static boolean enough(double[] values, double xFilesFactor) {
        return enough(there(values).length, values.length, xFilesFactor);
    }

    /// As above, of `all` that could be there.
    static boolean enough(int there, int all, double xFilesFactor) {
        return there > 0 && (double) there / all >= xFilesFactor;
    }

    private static double total(double[] values) {
        var sum = 0.0;
        for (var value : values) {
            sum += Double.isNaN(value) ? 0 : value;
        }
        return sum;
    }

    static double sum(double[] values) {
        return there(values).length == 0 ? Double.NaN : total(values);
    }

    static double average(double[] values) {
        var count = there(values).length;
        return count == 0 ? Double.NaN : total(values) / count;
    }

    static double min(double[] values) {
        return Arrays.stream(there(values)).min().orElse(Double.NaN);
    }

    static double max(double[] values) {
        return Arrays.stream(there(values)).max().orElse(Double.NaN);
    }

    private static double median(double[] values) {
        var sorted = there(values);
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            return Double.NaN;
        }
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double diff(double[] values) {
        var there = there(values);
        if (there.length == 0) {
            return Double.NaN;
        }
        var diff = there[0];
        for (var i = 1; i < there.length; i++) {
            diff -= there[i];
        }
        return diff;
    }

    static double deviation(double[] values) {
        var there = there(values);
        var average = average(values);
        var squares = 0.0;
        for (var value : there) {
            squares += (value - average) * (value - average);
        }
        return Math.sqrt(squares / there.length);
    }

    // Unlike the others, one that is missing makes all of it missing.
    private static double product(double[] values) {
        var product = 1.0;
        for (var value : values) {
            product *= value;
        }
        return product;
    }

    static double last(double[] values) {
        for (var i = values.length - 1; i >= 0; i--) {
            if (!Double.isNaN(values[i])) {
                return values[i];
            }
        }
        return Double.NaN;
    }

    /// The value below which `percent` of the values are, as Graphite defines it.
    static double percentile(double[] values, double percent, boolean interpolate) {
        var sorted = there(values);
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            return Double.NaN;
        }
        var exact = percent / 100.0 * (sorted.length + 1);
        var rank = (int) exact;
        var fraction = exact - rank;
        if (!interpolate && fraction > 0) {
            rank++;
        }
        var value = sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)];
        return interpolate && rank < sorted.length
                ? value + fraction * (sorted[rank] - value)
                : value;
    }
}
