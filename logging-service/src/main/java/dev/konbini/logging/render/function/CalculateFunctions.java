package dev.konbini.logging.render.function;

import java.util.List;

/// Functions that compute a line from each series.
final class CalculateFunctions {

    private static final Parameter WINDOW = Parameter.of("windowSize", "intOrInterval");

    private CalculateFunctions() {}

    static List<Function> all() {
        var family = new Family("Calculate");
        for (var each : List.of("average", "median", "min", "max", "sum")) {
            family.add(
                    Moving.name(each),
                    "The %s of the values before each.".formatted(each),
                    a -> Moving.moving(a, each),
                    Parameter.SERIES,
                    WINDOW,
                    Parameter.X_FILES_FACTOR);
        }
        family.add(
                "nPercentile",
                "A line at the n-th percentile of each series.",
                Lines::percentile,
                Parameter.SERIES,
                Parameter.FLOAT_N);
        family.add(
                "movingWindow",
                "A measure of the values before each.",
                a -> Moving.moving(a, a.text("func")),
                Parameter.SERIES,
                WINDOW,
                Parameter.FUNC.or("average"),
                Parameter.X_FILES_FACTOR);
        family.add(
                "exponentialMovingAverage",
                "The average of the values before each, of which later ones weigh more.",
                Moving::exponential,
                Parameter.SERIES,
                WINDOW);
        family.add(
                "linearRegression",
                "The line that is closest to each series, of this or another time.",
                Regression::linear,
                Parameter.SERIES,
                Parameter.of("startSourceAt", "date").optional(),
                Parameter.of("endSourceAt", "date").optional());
        return family.functions();
    }
}
