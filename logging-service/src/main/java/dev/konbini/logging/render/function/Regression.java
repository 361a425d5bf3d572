package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `linearRegression`: the line with the least squares of distances.
final class Regression {

    private Regression() {}

    static List<Series> linear(Arguments arguments) {
        var here = arguments.evaluation();
        var from = arguments.time("startSourceAt").map(Instant::getEpochSecond).orElse(here.from());
        var until = arguments.time("endSourceAt").map(Instant::getEpochSecond).orElse(here.until());
        var series = arguments.series();
        var sources = arguments.series(here.between(from, until));
        var lines = new ArrayList<Series>();
        for (var i = 0; i < Math.min(series.size(), sources.size()); i++) {
            var each = series.get(i);
            Line.through(sources.get(i))
                    .map(line ->
                            each.with(
                                    "linearRegression(%s, %d, %d)"
                                            .formatted(each.name(), from, until),
                                    line.values(each)))
                    .ifPresent(lines::add);
        }
        return lines;
    }

    /// @param slope in a second
    /// @param offset its value in 1970
    private record Line(double slope, double offset) {

        /// Empty where there are not two values.
        static Optional<Line> through(Series series) {
            double n = 0;
            double sumI = 0;
            double sumV = 0;
            double sumII = 0;
            double sumIV = 0;
            for (var i = 0; i < series.values().length; i++) {
                var value = series.values()[i];
                if (!Double.isNaN(value)) {
                    n++;
                    sumI += i;
                    sumV += value;
                    sumII += (double) i * i;
                    sumIV += i * value;
                }
            }
            var denominator = n * sumII - sumI * sumI;
            if (denominator == 0) {
                return Optional.empty();
            }
            var slope = (n * sumIV - sumI * sumV) / denominator / series.step();
            return Optional.of(
                    new Line(
                            slope,
                            (sumII * sumV - sumIV * sumI) / denominator - slope * series.start()));
        }

        double[] values(Series series) {
            var values = new double[series.values().length];
            Arrays.setAll(
                    values, i -> offset + (series.start() + (double) i * series.step()) * slope);
            return values;
        }
    }
}
