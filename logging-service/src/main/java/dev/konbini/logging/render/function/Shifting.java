package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Series;
import java.util.ArrayList;
import java.util.List;

/// Functions that show another time as if it were this one.
final class Shifting {

    private static final int STACK_MAX = 50;

    private Shifting() {}

    static List<Series> shift(Arguments arguments) {
        var text = backwards(arguments.text("timeShift"));
        var seconds = seconds(arguments, "timeShift");
        var here = arguments.series();
        if (here.isEmpty()) {
            return List.of();
        }
        var first = here.getFirst();
        return shifted(arguments, seconds).stream()
                .map(each ->
                        each.named("timeShift(%s, \"%s\")".formatted(each.name(), text))
                                .at(
                                        first.start(),
                                        arguments.truth("resetEnd")
                                                ? first.end()
                                                : each.end() - each.start() + first.start()))
                .toList();
    }

    static List<Series> delay(Arguments arguments) {
        var steps = arguments.integer("steps");
        return arguments.series().stream()
                .map(each ->
                        each.with(
                                "delay(%s,%d)".formatted(each.name(), steps),
                                delayed(each.values(), steps)))
                .toList();
    }

    private static double[] delayed(double[] values, int steps) {
        var delayed = new double[values.length];
        for (var i = 0; i < values.length; i++) {
            var from = i - steps;
            delayed[i] = from >= 0 && from < values.length ? values[from] : Double.NaN;
        }
        return delayed;
    }

    static List<Series> stack(Arguments arguments) {
        var text = backwards(arguments.text("timeShiftUnit"));
        var seconds = seconds(arguments, "timeShiftUnit");
        var start = arguments.integer("timeShiftStart");
        var end = arguments.integer("timeShiftEnd");
        if (end - start > STACK_MAX) {
            throw arguments.unfit(
                    "timeShiftEnd", "at most %d more than timeShiftStart".formatted(STACK_MAX));
        }
        var here = arguments.series();
        if (here.isEmpty()) {
            return List.of();
        }
        var first = here.getFirst();
        var stacked = new ArrayList<Series>();
        for (var shift = start; shift < end; shift++) {
            for (var each : shifted(arguments, seconds * shift)) {
                stacked.add(
                        each.with(
                                        "timeShift(%s, %s, %d)".formatted(each.name(), text, shift),
                                        each.values())
                                .at(first.start(), first.end()));
            }
        }
        return stacked;
    }

    private static List<Series> shifted(Arguments arguments, long seconds) {
        var evaluation = arguments.evaluation();
        return arguments.series(
                evaluation.between(evaluation.from() + seconds, evaluation.until() + seconds));
    }

    private static long seconds(Arguments arguments, String name) {
        var seconds = arguments.seconds(name);
        return Character.isDigit(arguments.text(name).charAt(0)) ? -seconds : seconds;
    }

    /// A shift without a sign is one into the past.
    private static String backwards(String text) {
        return !text.isEmpty() && Character.isDigit(text.charAt(0)) ? "-" + text : text;
    }
}
