package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Series;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.springframework.util.StringUtils;

/// Functions over a window that moves along: what was in it before the time that is asked for is
/// read too, so that the first value is as good as the last.
final class Moving {

    private Moving() {}

    /// What the function is called that takes `measure` of what moves along.
    static String name(String measure) {
        return "moving" + StringUtils.capitalize(measure.toLowerCase(Locale.ROOT));
    }

    static List<Series> moving(Arguments arguments, String measure) {
        var of = Measures.of(arguments, "func", measure);
        var xFilesFactor = arguments.xFilesFactor();
        var window = Window.of(arguments);
        return window.series(arguments).stream()
                .map(each ->
                        window.moved(
                                each,
                                name(measure),
                                measure.equals("median")
                                        ? medians(each.values(), window.points(each), xFilesFactor)
                                        : windows(
                                                each.values(),
                                                window.points(each),
                                                of,
                                                xFilesFactor)))
                .toList();
    }

    private static double[] windows(
            double[] values, int points, ToDoubleFunction<double[]> measure, double xFilesFactor) {
        var windows = new double[Math.max(0, values.length - points)];
        for (var i = 0; i < windows.length; i++) {
            var window = Arrays.copyOfRange(values, i + 1, i + 1 + points);
            windows[i] =
                    Measures.enough(window, xFilesFactor)
                            ? measure.applyAsDouble(Measures.there(window))
                            : Double.NaN;
        }
        return windows;
    }

    /// As [#windows], without sorting each window anew.
    static double[] medians(double[] values, int points, double xFilesFactor) {
        var medians = new double[Math.max(0, values.length - points)];
        var window = new RunningMedian(values);
        var end = 1;
        for (var i = 0; i < medians.length; i++) {
            while (end <= i + points) {
                window.add(values[end++]);
            }
            if (i > 0) {
                window.remove(values[i]);
            }
            medians[i] =
                    Measures.enough(window.size(), points, xFilesFactor)
                            ? window.median()
                            : Double.NaN;
        }
        return medians;
    }

    static List<Series> exponential(Arguments arguments) {
        var window = Window.of(arguments);
        var weight = 2.0 / (window.length() + 1);
        return window.series(arguments).stream()
                .map(each ->
                        window.moved(
                                each,
                                "exponentialMovingAverage",
                                weighted(each.values(), window.points(each), weight)))
                .toList();
    }

    /// Begins with the average of what is before the time that is asked for.
    private static double[] weighted(double[] values, int points, double weight) {
        var before = Math.min(points, values.length);
        var start = Measures.average(Arrays.copyOf(values, before));
        var average = Double.isNaN(start) ? 0 : start;
        var averages = Transforming.nothing(values.length - before + 1);
        averages[0] = Transforming.rounded(average);
        for (var i = before; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                average = weight * values[i] + (1 - weight) * average;
                averages[i - before + 1] = Transforming.rounded(average);
            }
        }
        return averages;
    }

    /// What is looked back at.
    ///
    /// @param seconds how long before the time that is asked for it begins
    /// @param length as it was given: a number of points, or of seconds
    /// @param text as names show it
    private record Window(boolean byTime, long seconds, long length, String text) {

        static Window of(Arguments arguments) {
            var window = arguments.isText("windowSize") ? byTime(arguments) : byPoints(arguments);
            if (window.seconds() <= 0) {
                throw arguments.unfit("windowSize", "more than 0");
            }
            return window;
        }

        private static Window byTime(Arguments arguments) {
            var seconds = Math.abs(arguments.seconds("windowSize"));
            return new Window(true, seconds, seconds, "\"" + arguments.text("windowSize") + "\"");
        }

        private static Window byPoints(Arguments arguments) {
            var points = arguments.integer("windowSize");
            var step = arguments.series().stream().mapToInt(Series::step).max().orElse(1);
            return new Window(false, (long) points * step, points, String.valueOf(points));
        }

        /// The series with what is looked back at.
        List<Series> series(Arguments arguments) {
            var evaluation = arguments.evaluation();
            return arguments.series(
                    evaluation.between(evaluation.from() - seconds, evaluation.until()));
        }

        int points(Series series) {
            return (int) (byTime ? seconds / series.step() : length);
        }

        Series moved(Series series, String function, double[] values) {
            var name = "%s(%s,%s)".formatted(function, series.name(), text);
            return new Series(
                    name,
                    name,
                    series.start() + seconds,
                    series.end(),
                    series.step(),
                    values,
                    series.consolidation(),
                    series.colour());
        }
    }
}
