package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Functions that draw lines of one value.
final class Lines {

    private Lines() {}

    static List<Series> constant(Arguments arguments) {
        var value = arguments.numeral("value");
        return constant(arguments, Names.plain(value.value()), value.value());
    }

    static List<Series> constant(Arguments arguments, String name, double value) {
        var from = arguments.evaluation().from();
        var until = arguments.evaluation().until();
        var step = (int) Math.max(1, (until - from) / 2);
        return List.of(Series.of(name, from, until, step, new double[] {value, value, value}));
    }

    static List<Series> threshold(Arguments arguments) {
        var value = arguments.numeral("value");
        var name = arguments.has("label") ? arguments.text("label") : Names.plain(value.value());
        var colour = arguments.has("color") ? arguments.text("color") : "";
        return constant(arguments, name, value.value()).stream()
                .map(each -> each.coloured(colour))
                .toList();
    }

    static List<Series> percentile(Arguments arguments) {
        var percent = arguments.number("n");
        if (percent <= 0) {
            throw arguments.unfit("n", "more than 0");
        }
        var lines = new ArrayList<Series>();
        for (var each : arguments.series()) {
            var value = Measures.percentile(each.values(), percent, false);
            if (!Double.isNaN(value)) {
                var values = new double[(int) ((each.end() - each.start()) / each.step())];
                Arrays.fill(values, value);
                lines.add(
                        each.with(
                                "nPercentile(%s, %s)"
                                        .formatted(each.name(), Names.general(percent)),
                                values));
            }
        }
        return lines;
    }

    static List<Series> coloured(Arguments arguments) {
        var colour = arguments.text("theColor");
        return arguments.series().stream().map(each -> each.coloured(colour)).toList();
    }

    static List<Series> group(Arguments arguments) {
        return arguments.allSeries("seriesLists");
    }
}
