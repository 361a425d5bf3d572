package dev.konbini.bench.latency;

import dev.konbini.bench.corpus.Corpus;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// When each line was first shown somewhere.
///
/// To be written by one thread.
final class Sightings {

    private static final double MILLI_NANOS = 1e6;

    private final Corpus corpus;
    private final Emission emission;
    private final double[] millis;
    private volatile int oldest;

    Sightings(Corpus corpus, Emission emission) {
        this.corpus = corpus;
        this.emission = emission;
        this.millis = new double[corpus.lines()];
        Arrays.fill(millis, Double.NaN);
    }

    /// Notes that the line `id` is shown.
    ///
    /// @param now of [System#nanoTime]
    void note(String id, long now) {
        int number = corpus.number(id);
        if (number < 0 || !Double.isNaN(millis[number])) {
            return;
        }
        millis[number] = (now - emission.nanos(number)) / MILLI_NANOS;
        int next = oldest;
        while (next < millis.length && !Double.isNaN(millis[next])) {
            next++;
        }
        oldest = next;
    }

    /// The first line that was not shown yet; how many lines there are if all were.
    int oldest() {
        return oldest;
    }

    /// Whether all lines were shown.
    boolean areAll() {
        return oldest == millis.length;
    }

    /// From emission to sighting, of the lines from `first` on that were shown.
    DoubleStream millis(int first) {
        return IntStream.range(first, millis.length)
                .mapToDouble(number -> millis[number])
                .filter(each -> !Double.isNaN(each));
    }
}
