package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Functions that change each value by itself.
final class Transforming {

    private Transforming() {}

    static double[] nothing(int length) {
        var values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /// The values that are there, each changed.
    static double[] each(Series series, DoubleUnaryOperator change) {
        return Arrays.stream(series.values())
                .map(value -> Double.isNaN(value) ? value : change.applyAsDouble(value))
                .toArray();
    }

    private static List<Series> all(Arguments arguments, String name, DoubleUnaryOperator change) {
        return arguments.series().stream()
                .map(each -> each.with(name.formatted(each.name()), each(each, change)))
                .toList();
    }

    static List<Series> scale(Arguments arguments) {
        var factor = arguments.number("factor");
        return all(arguments, "scale(%s," + Names.general(factor) + ")", value -> value * factor);
    }

    static List<Series> offset(Arguments arguments) {
        var factor = arguments.number("factor");
        return all(arguments, "offset(%s," + Names.general(factor) + ")", value -> value + factor);
    }

    static List<Series> absolute(Arguments arguments) {
        return all(arguments, "absolute(%s)", Math::abs);
    }

    static List<Series> logarithm(Arguments arguments) {
        var base = arguments.numeral("base");
        if (base.value() <= 0 || base.value() == 1) {
            throw arguments.unfit("base", "more than 0, and not 1");
        }
        return all(
                arguments,
                "log(%s, " + Names.plain(base) + ")",
                value -> value > 0 ? Math.log(value) / Math.log(base.value()) : Double.NaN);
    }

    static List<Series> pow(Arguments arguments) {
        var factor = arguments.number("factor");
        return all(
                arguments, "pow(%s," + Names.general(factor) + ")", value -> power(value, factor));
    }

    static List<Series> invert(Arguments arguments) {
        return all(arguments, "invert(%s)", value -> power(value, -1));
    }

    static List<Series> squareRoot(Arguments arguments) {
        return all(arguments, "squareRoot(%s)", value -> power(value, 0.5));
    }

    private static double power(double value, double exponent) {
        var power = Math.pow(value, exponent);
        return Double.isFinite(power) ? power : Double.NaN;
    }

    static List<Series> scaleToSeconds(Arguments arguments) {
        var seconds = arguments.number("seconds");
        return arguments.series().stream()
                .map(each ->
                        each.with(
                                "scaleToSeconds(%s,%d)".formatted(each.name(), (long) seconds),
                                each(each, value -> rounded(value * (seconds / each.step())))))
                .toList();
    }

    /// To six places, as Graphite rounds what it divides by time.
    static double rounded(double value) {
        return Double.isInfinite(value)
                ? value
                : new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).doubleValue();
    }

    static List<Series> removeAbove(Arguments arguments) {
        var n = arguments.number("n");
        return all(
                arguments,
                "removeAboveValue(%s, " + Names.general(n) + ")",
                value -> value > n ? Double.NaN : value);
    }

    static List<Series> removeBelow(Arguments arguments) {
        var n = arguments.number("n");
        return all(
                arguments,
                "removeBelowValue(%s, " + Names.general(n) + ")",
                value -> value < n ? Double.NaN : value);
    }

    static List<Series> transformNull(Arguments arguments) {
        var fallback = arguments.number("default");
        var reference =
                arguments.has("referenceSeries")
                        ? arguments.series("referenceSeries")
                        : List.<Series>of();
        var name =
                "transformNull(%s,"
                        + Names.general(fallback)
                        + (reference.isEmpty() ? ")" : ",referenceSeries)");
        var there =
                reference.isEmpty()
                        ? new double[0]
                        : Aligned.of(reference).combine(row -> fallback);
        return arguments.series().stream()
                .map(each -> {
                    var values = each.values().clone();
                    for (var i = 0; i < values.length; i++) {
                        if (Double.isNaN(values[i])) {
                            values[i] =
                                    reference.isEmpty()
                                            ? fallback
                                            : i < there.length ? there[i] : Double.NaN;
                        }
                    }
                    return each.with(name.formatted(each.name()), values);
                })
                .toList();
    }

    static List<Series> keepLast(Arguments arguments) {
        var limit = arguments.number("limit");
        return arguments.series().stream()
                .map(each ->
                        each.with(
                                "keepLastValue(%s)".formatted(each.name()),
                                kept(each.values(), limit)))
                .toList();
    }

    static List<Series> interpolate(Arguments arguments) {
        var limit = arguments.number("limit");
        return arguments.series().stream()
                .map(each ->
                        each.with(
                                "interpolate(%s)".formatted(each.name()),
                                interpolated(each.values(), limit)))
                .toList();
    }

    private static double[] interpolated(double[] values, double limit) {
        var interpolated = values.clone();
        var before = -1;
        for (var i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                continue;
            }
            if (before >= 0 && i - before - 1 <= limit) {
                for (var j = before + 1; j < i; j++) {
                    interpolated[j] =
                            values[before]
                                    + (j - before) * (values[i] - values[before]) / (i - before);
                }
            }
            before = i;
        }
        return interpolated;
    }

    private static double[] kept(double[] values, double limit) {
        var kept = values.clone();
        var gap = 0;
        for (var i = 0; i <= values.length; i++) {
            if (i < values.length && Double.isNaN(values[i])) {
                gap++;
                continue;
            }
            if (gap > 0 && gap <= limit && i - gap > 0) {
                Arrays.fill(kept, i - gap, i, values[i - gap - 1]);
            }
            gap = 0;
        }
        return kept;
    }
}
