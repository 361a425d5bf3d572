package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Series;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/// Functions that write values behind names.
final class Legends {

    /// What a column is as wide as where there is no value, or 0.
    private static final double USUAL = 3;

    private Legends() {}

    static List<Series> values(Arguments arguments) {
        var types = arguments.texts("valuesTypes");
        var hasSystem = Units.SYSTEMS.contains(types.getLast());
        var measures = hasSystem ? types.subList(0, types.size() - 1) : types;
        var units = new Units(hasSystem ? types.getLast() : "", "");
        return arguments.series().stream()
                .map(each -> {
                    var name = each.name();
                    for (var measure : measures) {
                        name =
                                hasSystem
                                        ? "%-20s%-5s%-10s"
                                                .formatted(
                                                        name,
                                                        measure,
                                                        value(each, measure, units::text))
                                        : "%s (%s: %s)"
                                                .formatted(
                                                        name,
                                                        measure,
                                                        value(
                                                                each,
                                                                measure,
                                                                value -> plain(measure, value)));
                    }
                    return each.named(name);
                })
                .toList();
    }

    private static String value(Series series, String measure, DoubleFunction<String> written) {
        return Measures.named(measure)
                .map(of -> of.applyAsDouble(series.values()))
                .map(value -> Double.isNaN(value) ? "None" : written.apply(value))
                .orElse("(?)");
    }

    private static String plain(String measure, double value) {
        return measure.equals("count") ? String.valueOf((long) value) : Names.plain(value);
    }

    static List<Series> cacti(Arguments arguments) {
        var units = Units.of(arguments);
        var series = arguments.series();
        var name = series.stream().mapToInt(each -> each.name().length()).max().orElse(0);
        var last = width(series, units, Measures::last);
        var max = width(series, units, Measures::max);
        var min = width(series, units, Measures::min);
        return series.stream()
                .map(each ->
                        each.named(
                                padded(each.name(), name)
                                        + " Current:"
                                        + padded(units.text(Measures.last(each.values())), last)
                                        + " Max:"
                                        + padded(units.text(Measures.max(each.values())), max)
                                        + " Min:"
                                        + padded(units.text(Measures.min(each.values())), min)
                                        + " "))
                .toList();
    }

    /// As graphite-web has it, which measures whole numbers and leaves room for three more.
    private static int width(List<Series> series, Units units, ToDoubleFunction<double[]> measure) {
        return series.stream()
                        .map(each -> measure.applyAsDouble(each.values()))
                        .map(value -> Double.isNaN(value) || value == 0 ? USUAL : value)
                        .map(value -> units.text(value < 0 ? Math.ceil(value) : Math.floor(value)))
                        .mapToInt(String::length)
                        .max()
                        .orElse(0)
                + 3;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
