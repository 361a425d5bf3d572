package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Series;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Functions over a window that moves along: what was in it before the time that is asked for is
/// read too, so that the first value is as good as the last.
final class Moving {

    private Moving() {}

    static List<Series> moving(Arguments arguments, String measure) {
        var byTime = arguments.isText("windowSize");
        var before = byTime ? Math.abs(arguments.seconds("windowSize")) : secondsBefore(arguments);
        if (before <= 0) {
            throw arguments.unfit("windowSize", "more than 0");
        }
        var evaluation = arguments.evaluation();
        var shown =
                byTime
                        ? "\"" + arguments.text("windowSize") + "\""
                        : String.valueOf(arguments.integer("windowSize"));
        return arguments
                .series(evaluation.between(evaluation.from() - before, evaluation.until()))
                .stream()
                .map(each -> {
                    var points =
                            byTime ? (int) (before / each.step()) : arguments.integer("windowSize");
                    var values = windows(each.values(), points, measure);
                    var name = "moving%s(%s,%s)".formatted(capital(measure), each.name(), shown);
                    return new Series(
                            name,
                            name,
                            each.start() + before,
                            each.end(),
                            each.step(),
                            values,
                            each.consolidation(),
                            each.colour());
                })
                .toList();
    }

    private static long secondsBefore(Arguments arguments) {
        var points = arguments.integer("windowSize");
        return (long) points * arguments.series().stream().mapToInt(Series::step).max().orElse(1);
    }

    private static double[] windows(double[] values, int points, String measure) {
        var of = Measures.named(measure).orElseThrow();
        var windows = new double[Math.max(0, values.length - points)];
        for (var i = 0; i < windows.length; i++) {
            var window = Measures.there(Arrays.copyOfRange(values, i + 1, i + 1 + points));
            windows[i] = window.length == 0 ? Double.NaN : of.applyAsDouble(window);
        }
        return windows;
    }

    private static String capital(String measure) {
        return measure.substring(0, 1).toUpperCase(Locale.ROOT) + measure.substring(1);
    }
}
