package dev.konbini.bench.figure;

import java.util.Arrays;

/// Many values of one kind.
public final class Values {

    private final double[] sorted;

    /// @param values at least one
    public Values(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("There is no value");
        }
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    /// The smallest value that at least this share of the values does not exceed (nearest rank).
    ///
    /// @param share above 0, at most 1: 0.5 is the median
    public double quantile(double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    public double max() {
        return sorted[sorted.length - 1];
    }

    public int count() {
        return sorted.length;
    }
}
