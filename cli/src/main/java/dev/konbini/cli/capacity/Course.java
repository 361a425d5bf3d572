package dev.konbini.cli.capacity;

import java.util.List;

/// How lines were taken, moment by moment.
///
/// @param moments in the order of time, at least two
record Course(List<Moment> moments) {

    private static final double SECOND_NANOS = 1e9;

    /// As much as is taken in so short a time must wait for it to be sure that nobody idles.
    private static final double DRY_SECONDS = 0.1;

    Course {
        moments = List.copyOf(moments);
        if (moments.size() < 2) {
            throw new IllegalArgumentException("A course has a beginning and an end");
        }
    }

    /// How things stood at one moment.
    ///
    /// @param nanos of [System#nanoTime]
    /// @param taken lines, of all partitions since they began
    /// @param waiting lines in Kafka
    /// @param queued requests that wait in Elasticsearch's queue of writes
    record Moment(long nanos, long taken, long waiting, int queued) {}

    double seconds() {
        return (moments.getLast().nanos() - moments.getFirst().nanos()) / SECOND_NANOS;
    }

    /// Lines that were taken from the first to the last moment.
    long lines() {
        return moments.getLast().taken() - moments.getFirst().taken();
    }

    /// Lines a second.
    double rate() {
        return lines() / seconds();
    }

    /// At which share of the moments next to nothing waited, from 0 to 1.
    double dryShare() {
        var few = rate() * DRY_SECONDS;
        long dry = moments.stream().filter(one -> one.waiting() < few).count();
        return (double) dry / moments.size();
    }

    /// The most requests that were seen in Elasticsearch's queue.
    int queuedMax() {
        return moments.stream().mapToInt(Moment::queued).max().orElse(0);
    }
}
