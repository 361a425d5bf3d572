package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Consolidation;
import dev.konbini.logging.render.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Functions that make one series of several.
final class Combining {

    private Combining() {}

    static List<Series> all(Arguments arguments, String measure) {
        var series = arguments.allSeries("seriesLists");
        if (measure.equals("multiply") && series.size() == 1) {
            return series;
        }
        return series.isEmpty() ? List.of() : List.of(combined(series, measure));
    }

    /// One series of at least one, by a measure that [Measures] knows.
    static Series combined(List<Series> series, String measure) {
        var aligned = Aligned.of(series);
        return series(
                "%sSeries(%s)".formatted(measure, Names.expressions(series)),
                aligned,
                Measures.named(measure).orElseThrow());
    }

    private static Series series(String name, Aligned aligned, ToDoubleFunction<double[]> measure) {
        return Series.of(
                name, aligned.start(), aligned.end(), aligned.step(), aligned.combine(measure));
    }

    static List<Series> aggregate(Arguments arguments) {
        var name = withoutSeries(arguments.text("func"));
        var measure = Measures.of(arguments, "func", name);
        var xFilesFactor = arguments.xFilesFactor();
        var series = arguments.series();
        return series.isEmpty()
                ? List.of()
                : List.of(
                        series(
                                "%sSeries(%s)".formatted(name, Names.expressions(series)),
                                Aligned.of(series),
                                row ->
                                        Measures.enough(row, xFilesFactor)
                                                ? measure.applyAsDouble(row)
                                                : Double.NaN));
    }

    /// Measures may be called by the functions that take them of several series.
    private static String withoutSeries(String name) {
        return name.endsWith("Series") ? name.substring(0, name.length() - 6) : name;
    }

    static List<Series> count(Arguments arguments) {
        var series = arguments.allSeries("seriesLists");
        return series.isEmpty() ? Lines.constant(arguments, "0", 0) : List.of(counted(series));
    }

    private static Series counted(List<Series> series) {
        var aligned = Aligned.of(series);
        var values = new double[aligned.length()];
        Arrays.fill(values, series.size());
        return Series.of(
                "countSeries(%s)".formatted(Names.expressions(series)),
                aligned.start(),
                aligned.end(),
                aligned.step(),
                values);
    }

    static List<Series> percentile(Arguments arguments) {
        var series = arguments.series();
        var percent = arguments.number("n");
        if (percent <= 0) {
            throw arguments.unfit("n", "more than 0");
        }
        var interpolate = arguments.truth("interpolate");
        return series.isEmpty()
                ? List.of()
                : List.of(
                        series(
                                "percentileOfSeries(%s,%s)"
                                        .formatted(
                                                series.getFirst().expression(),
                                                Names.general(percent)),
                                Aligned.of(series),
                                row -> Measures.percentile(row, percent, interpolate)));
    }

    static List<Series> withWildcards(Arguments arguments, String measure) {
        var positions = arguments.integers("position");
        return grouped(
                arguments.series(),
                series -> {
                    var nodes = series.name().split("\\.", -1);
                    return IntStream.range(0, nodes.length)
                            .filter(i -> !positions.contains(i))
                            .mapToObj(i -> nodes[i])
                            .collect(Collectors.joining("."));
                },
                group -> combined(group, measure));
    }

    static List<Series> byNode(Arguments arguments) {
        return byNodes(arguments, List.of(arguments.integer("nodeNum")));
    }

    static List<Series> byNodes(Arguments arguments) {
        return byNodes(arguments, arguments.integers("nodes"));
    }

    private static List<Series> byNodes(Arguments arguments, List<Integer> nodes) {
        var callback = arguments.text("callback");
        var measure = withoutSeries(callback);
        var _ = Measures.of(arguments, "callback", measure);
        return grouped(
                arguments.series(),
                series -> Names.key(series, nodes),
                group ->
                        callback.equals("countSeries") ? counted(group) : combined(group, measure));
    }

    private static List<Series> grouped(
            List<Series> series,
            Function<Series, String> key,
            Function<List<Series>, Series> combine) {
        var groups = new LinkedHashMap<String, List<Series>>();
        series.forEach(each ->
                groups.computeIfAbsent(key.apply(each), any -> new ArrayList<>()).add(each));
        return groups.entrySet().stream()
                .map(group -> combine.apply(group.getValue()).named(group.getKey()))
                .toList();
    }

    static List<Series> divide(Arguments arguments) {
        var divisors = arguments.series("divisorSeries");
        if (divisors.isEmpty()) {
            return arguments.series().stream()
                    .map(each ->
                            each.with(
                                    "divideSeries(%s,MISSING)".formatted(each.name()),
                                    Transforming.nothing(each.values().length)))
                    .toList();
        }
        if (divisors.size() > 1) {
            throw arguments.unfit("divisorSeries", "exactly one series, not " + divisors.size());
        }
        return arguments.series().stream()
                .map(each ->
                        quotient(
                                "divideSeries(%s,%s)"
                                        .formatted(each.name(), divisors.getFirst().name()),
                                each,
                                divisors.getFirst(),
                                1))
                .toList();
    }

    /// One series divided by another, times `factor`.
    static Series quotient(String name, Series dividend, Series divisor, double factor) {
        var aligned = Aligned.of(Stream.of(dividend, divisor).toList());
        return series(name, aligned, row -> row[1] == 0 ? Double.NaN : row[0] / row[1] * factor);
    }

    static List<Series> consolidatedBy(Arguments arguments, String name) {
        var consolidation =
                Consolidation.named(name)
                        .orElseThrow(() ->
                                arguments.unfit(
                                        "consolidationFunc",
                                        "one of average, avg_zero, sum, min, max, first, last"));
        return arguments.series().stream()
                .map(each ->
                        each.consolidatedBy(consolidation)
                                .with(
                                        "consolidateBy(%s,\"%s\")".formatted(each.name(), name),
                                        each.values()))
                .toList();
    }
}
