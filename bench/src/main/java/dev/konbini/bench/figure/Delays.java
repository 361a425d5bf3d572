package dev.konbini.bench.figure;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/// How long each of many things took, of those that came to an end.
///
/// To be written by one thread.
public final class Delays {

    private static final double MILLI_NANOS = 1e6;

    private final double[] millis;

    /// @param count how many things there are
    public Delays(int count) {
        millis = new double[count];
        Arrays.fill(millis, Double.NaN);
    }

    /// Notes that `thing` took so many nanoseconds. Without effect where it is noted already.
    ///
    /// @param thing from 0
    public void note(int thing, long nanos) {
        if (!isNoted(thing)) {
            millis[thing] = nanos / MILLI_NANOS;
        }
    }

    public boolean isNoted(int thing) {
        return !Double.isNaN(millis[thing]);
    }

    /// Milliseconds, of the things from `first` on.
    public DoubleStream millis(int first) {
        return Arrays.stream(millis, first, millis.length).filter(each -> !Double.isNaN(each));
    }
}
