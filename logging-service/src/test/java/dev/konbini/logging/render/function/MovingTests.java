package dev.konbini.logging.render.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MovingTests {

    @RepeatedTest(200)
    void mediansAreThoseOfEachWindowSorted(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var values = random.doubles(random.nextInt(200)).toArray();
        for (var i = 0; i < values.length; i++) {
            values[i] =
                    switch (random.nextInt(6)) {
                        case 0, 1 -> Double.NaN;
                        case 2 -> random.nextInt(3);
                        case 3 -> -0.0;
                        case 4 -> -values[i];
                        default -> values[i];
                    };
        }
        var points = random.nextInt(50);
        var xFilesFactor = random.nextBoolean() ? 0 : random.nextDouble();

        var medians = Moving.medians(values, points, xFilesFactor);

        assertThat(medians).containsExactly(sorted(values, points, xFilesFactor));
    }

    @Test
    @Timeout(60)
    void mediansOfManyLongWindowsTakeNoLongerThanTheSeriesIsLong() {
        var values = new Random(1).doubles(400_000).toArray();

        assertThat(Moving.medians(values, 200_000, 0)).hasSize(200_000);
    }

    private static double[] sorted(double[] values, int points, double xFilesFactor) {
        var median = Measures.named("median").orElseThrow();
        var medians = new double[Math.max(0, values.length - points)];
        for (var i = 0; i < medians.length; i++) {
            var window = Arrays.copyOfRange(values, i + 1, i + 1 + points);
            medians[i] =
                    Measures.enough(window, xFilesFactor)
                            ? median.applyAsDouble(window)
                            : Double.NaN;
        }
        return medians;
    }
}
