package dev.konbini.logging.alert;

import java.util.List;
import java.util.stream.DoubleStream;

/// What is usual: the median of samples and how far they are spread around it.
///
/// The spread is 1.4826 times the median absolute deviation, which for normally distributed samples
/// is the standard deviation (Rousseeuw and Croux, 1993), and which single outliers do not move. It
/// is at least what counting alone varies by, the square root of the median (Poisson), and at least
/// 1, so that a line more than ever before is no anomaly.
record Baseline(double median, double spread) {

    private static final double NORMAL = 1.4826;

    /// @param samples at least one
    static Baseline of(List<Long> samples) {
        var median = median(samples.stream().mapToDouble(Long::doubleValue));
        var deviation = median(samples.stream().mapToDouble(sample -> Math.abs(sample - median)));
        return new Baseline(median, Math.max(NORMAL * deviation, Math.sqrt(Math.max(1, median))));
    }

    private static double median(DoubleStream samples) {
        var sorted = samples.sorted().toArray();
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
