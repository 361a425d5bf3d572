package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Series;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Functions that choose among series, or put them in order.
final class Picking {

    /// How measures compare with a threshold.
    static final List<String> OPERATORS = List.of("=", "!=", ">", ">=", "<", "<=");

    private static final int PATTERN_MAX = 500;
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private Picking() {}

    private static ToDoubleFunction<double[]> measure(Arguments arguments) {
        return Measures.of(arguments, "func", arguments.text("func"));
    }

    private static Comparator<Series> by(ToDoubleFunction<double[]> measure) {
        return Comparator.comparingDouble(series -> series.rank(measure));
    }

    static List<Series> highest(Arguments arguments) {
        return highest(arguments, measure(arguments));
    }

    static List<Series> highest(Arguments arguments, ToDoubleFunction<double[]> measure) {
        return first(arguments, by(measure).reversed());
    }

    static List<Series> lowest(Arguments arguments) {
        return lowest(arguments, measure(arguments));
    }

    static List<Series> lowest(Arguments arguments, ToDoubleFunction<double[]> measure) {
        return first(arguments, by(measure));
    }

    private static List<Series> first(Arguments arguments, Comparator<Series> order) {
        return arguments.series().stream()
                .sorted(order)
                .limit(Math.max(0, arguments.integer("n")))
                .toList();
    }

    static List<Series> limit(Arguments arguments) {
        return arguments.series().stream().limit(Math.max(0, arguments.integer("n"))).toList();
    }

    static List<Series> sortBy(Arguments arguments) {
        var order = by(measure(arguments));
        return sorted(arguments, arguments.truth("reverse") ? order.reversed() : order);
    }

    static List<Series> sortDown(Arguments arguments, ToDoubleFunction<double[]> measure) {
        return sorted(arguments, by(measure).reversed());
    }

    static List<Series> sortByMinima(Arguments arguments) {
        return arguments.series().stream()
                .filter(each -> Measures.max(each.values()) > 0)
                .sorted(by(Measures::min))
                .toList();
    }

    static List<Series> sortByName(Arguments arguments) {
        Comparator<Series> order =
                Comparator.comparing(arguments.truth("natural") ? Picking::natural : Series::name);
        return sorted(arguments, arguments.truth("reverse") ? order.reversed() : order);
    }

    private static List<Series> sorted(Arguments arguments, Comparator<Series> order) {
        return arguments.series().stream().sorted(order).toList();
    }

    private static String natural(Series series) {
        return DIGITS.matcher(series.name())
                .replaceAll(digits ->
                        "0".repeat(Math.max(0, 10 - digits.group().length())) + digits.group());
    }

    /// Those whose measure is more than `n`.
    static List<Series> above(Arguments arguments, ToDoubleFunction<double[]> measure) {
        var n = arguments.number("n");
        return measured(arguments, measure, value -> value > n);
    }

    /// Those whose measure is at most `n`, or that have no value.
    static List<Series> below(Arguments arguments, ToDoubleFunction<double[]> measure) {
        var n = arguments.number("n");
        return measured(arguments, measure, value -> Double.isNaN(value) || value <= n);
    }

    private static List<Series> measured(
            Arguments arguments, ToDoubleFunction<double[]> measure, DoublePredicate wanted) {
        return arguments.series().stream()
                .filter(each -> wanted.test(measure.applyAsDouble(each.values())))
                .toList();
    }

    /// A measure of nothing is no more than anything.
    static List<Series> filter(Arguments arguments) {
        var threshold = arguments.number("threshold");
        DoublePredicate wanted =
                switch (arguments.text("operator")) {
                    case "=" -> value -> value == threshold;
                    case "!=" -> value -> value != threshold;
                    case ">" -> value -> value > threshold;
                    case ">=" -> value -> value >= threshold;
                    case "<" -> value -> Double.isNaN(value) || value < threshold;
                    case "<=" -> value -> Double.isNaN(value) || value <= threshold;
                    default ->
                            throw arguments.unfit(
                                    "operator", "one of " + String.join(" ", OPERATORS));
                };
        return measured(arguments, measure(arguments), wanted);
    }

    static List<Series> mostDeviant(Arguments arguments) {
        return arguments.series().stream()
                .filter(each -> Measures.there(each.values()).length > 0)
                .sorted(by(Measures::deviation).reversed())
                .limit(Math.max(0, arguments.integer("n")))
                .toList();
    }

    static List<Series> removeEmpty(Arguments arguments) {
        var xFilesFactor = arguments.xFilesFactor();
        return arguments.series().stream()
                .filter(each -> Measures.enough(each.values(), xFilesFactor))
                .toList();
    }

    static List<Series> fallback(Arguments arguments) {
        var series = arguments.series();
        return series.isEmpty() ? arguments.series("fallback") : series;
    }

    static List<Series> grep(Arguments arguments, boolean wanted) {
        var pattern = pattern(arguments, "pattern");
        return arguments.series().stream()
                .filter(each -> pattern.matcher(each.name()).find() == wanted)
                .toList();
    }

    /// The regular expression that an argument is.
    static Pattern pattern(Arguments arguments, String name) {
        var text = arguments.text(name);
        if (text.length() > PATTERN_MAX) {
            throw arguments.unfit(name, "at most %d characters long".formatted(PATTERN_MAX));
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw arguments.unfit(name, "a regular expression: " + e.getDescription());
        }
    }
}
