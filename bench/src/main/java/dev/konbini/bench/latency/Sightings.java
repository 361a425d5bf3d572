package dev.konbini.bench.latency;

import dev.konbini.bench.corpus.Corpus;
import dev.konbini.bench.figure.Delays;
import java.time.Duration;
import java.util.stream.DoubleStream;

/// When each line was first shown somewhere.
///
/// To be written by one thread.
final class Sightings {

    private final Corpus corpus;
    private final Emission emission;
    private final Delays delays;
    private volatile int oldest;

    Sightings(Corpus corpus, Emission emission) {
        this.corpus = corpus;
        this.emission = emission;
        this.delays = new Delays(corpus.lines());
    }

    /// Notes that the line `id` is shown.
    ///
    /// @param now of [System#nanoTime]
    void note(String id, long now) {
        int number = corpus.number(id);
        if (number < 0) {
            return;
        }
        delays.note(number, now - emission.nanos(number));
        int next = oldest;
        while (next < corpus.lines() && delays.isNoted(next)) {
            next++;
        }
        oldest = next;
    }

    /// The first line that was not shown yet; how many lines there are if all were.
    int oldest() {
        return oldest;
    }

    /// Whether all lines were shown, or `limit` has passed since the last was sent.
    boolean areOver(Duration limit) {
        return oldest == corpus.lines() || emission.endedBefore(limit);
    }

    /// From emission to sighting, in milliseconds, of the lines from `first` on that were shown.
    DoubleStream millis(int first) {
        return delays.millis(first);
    }
}
