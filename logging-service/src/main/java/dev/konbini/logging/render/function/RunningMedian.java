package dev.konbini.logging.render.function;

import java.util.Arrays;

/// The median of some of a series' values, which come and go. What is not there, NaN, counts for
/// nothing.
///
/// Counts the values by their rank among all of the series, in a Fenwick tree, so that a change and
/// a median take the logarithm of their number.
final class RunningMedian {

    private final double[] sorted;
    private final int[] counts;
    private int size;

    /// @param series all values that may come
    RunningMedian(double[] series) {
        sorted = Measures.there(series);
        Arrays.sort(sorted);
        counts = new int[sorted.length + 1];
    }

    void add(double value) {
        change(value, 1);
    }

    void remove(double value) {
        change(value, -1);
    }

    private void change(double value, int by) {
        if (Double.isNaN(value)) {
            return;
        }
        size += by;
        // Of equal ones it always finds the same.
        for (var i = Arrays.binarySearch(sorted, value) + 1; i < counts.length; i += i & -i) {
            counts[i] += by;
        }
    }

    /// How many values there are.
    int size() {
        return size;
    }

    /// NaN of none.
    double median() {
        if (size == 0) {
            return Double.NaN;
        }
        var upper = after(size / 2);
        return size % 2 == 1 ? upper : (after(size / 2 - 1) + upper) / 2;
    }

    /// The value that `smaller` others come before in order.
    private double after(int smaller) {
        var left = smaller;
        var rank = 0;
        for (var step = Integer.highestOneBit(sorted.length); step > 0; step /= 2) {
            if (rank + step < counts.length && counts[rank + step] <= left) {
                rank += step;
                left -= counts[rank];
            }
        }
        return sorted[rank];
    }
}
