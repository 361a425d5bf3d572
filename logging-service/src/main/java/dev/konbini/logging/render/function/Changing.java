package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Series;
import java.util.List;

/// Functions about how a series changes: differences, rates, and what they add up to.
final class Changing {

    private Changing() {}

    static List<Series> derivative(Arguments arguments) {
        return arguments.series().stream()
                .map(each -> {
                    var values = each.values();
                    var changes = Transforming.nothing(values.length);
                    for (var i = 1; i < values.length; i++) {
                        changes[i] = values[i] - values[i - 1];
                    }
                    return each.with("derivative(%s)".formatted(each.name()), changes);
                })
                .toList();
    }

    static List<Series> changed(Arguments arguments) {
        return arguments.series().stream()
                .map(each ->
                        each.with("changed(%s)".formatted(each.name()), changes(each.values())))
                .toList();
    }

    private static double[] changes(double[] values) {
        var changes = new double[values.length];
        var before = Double.NaN;
        for (var i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                changes[i] = Double.isNaN(before) || before == values[i] ? 0 : 1;
                before = values[i];
            }
        }
        return changes;
    }

    static List<Series> integral(Arguments arguments) {
        return arguments.series().stream()
                .map(each -> {
                    var sum = new double[1];
                    return each.with(
                            "integral(%s)".formatted(each.name()),
                            Transforming.each(each, value -> sum[0] += value));
                })
                .toList();
    }

    static List<Series> nonNegativeDerivative(Arguments arguments) {
        return arguments.series().stream()
                .map(each ->
                        each.with(
                                "nonNegativeDerivative(%s)".formatted(each.name()),
                                increases(arguments, each)))
                .toList();
    }

    static List<Series> perSecond(Arguments arguments) {
        return arguments.series().stream()
                .map(each -> {
                    var values = increases(arguments, each);
                    for (var i = 0; i < values.length; i++) {
                        if (!Double.isNaN(values[i])) {
                            values[i] = Transforming.rounded(values[i] / each.step());
                        }
                    }
                    return each.with("perSecond(%s)".formatted(each.name()), values);
                })
                .toList();
    }

    /// How much a counter grew from one value to the next; none where it began again, unless it is
    /// known where it ends or begins.
    private static double[] increases(Arguments arguments, Series series) {
        var max = arguments.has("maxValue") ? arguments.number("maxValue") : Double.NaN;
        var min = arguments.has("minValue") ? arguments.number("minValue") : Double.NaN;
        var increases = Transforming.nothing(series.values().length);
        var before = Double.NaN;
        for (var i = 0; i < increases.length; i++) {
            var value = series.values()[i];
            if (value > max || value < min) {
                before = Double.NaN;
                continue;
            }
            increases[i] = increase(before, value, max, min);
            before = value;
        }
        return increases;
    }

    private static double increase(double before, double value, double max, double min) {
        if (Double.isNaN(before) || Double.isNaN(value) || value >= before) {
            return value - before;
        }
        if (!Double.isNaN(max)) {
            return max + 1 + value - before - (Double.isNaN(min) ? 0 : min);
        }
        return value - min;
    }
}
