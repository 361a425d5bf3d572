package dev.konbini.bench.pipeline;

import dev.konbini.bench.figure.ProcessCpu;
import dev.konbini.cli.Refusal;
import dev.konbini.cli.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// How documents were written, moment by moment.
///
/// @param samples in the order of time, at least two; the first is of the moment from which is
///   counted
record Course(List<Sample> samples) {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STALL_MAX = Duration.ofMinutes(1);

    /// A writer has to start first, on however busy a machine.
    private static final Duration START_MAX = Duration.ofMinutes(5);

    private static final double MILLION = 1e6;
    private static final double SECOND_NANOS = 1e9;

    Course {
        samples = List.copyOf(samples);
        if (samples.size() < 2) {
            throw Refusal.failed(
                    "All was written within %d ms, too soon to be measured: take more --lines."
                            .formatted(POLL.toMillis()));
        }
    }

    /// How things stood at one moment.
    ///
    /// @param nanos of [System#nanoTime]
    /// @param written documents so far
    /// @param writerCpu seconds of CPU that the writer has taken
    /// @param elasticsearchCpu the same of Elasticsearch
    record Sample(long nanos, long written, double writerCpu, double elasticsearchCpu) {

        static Sample now(long written, long writer, long elasticsearch) {
            return new Sample(
                    System.nanoTime(),
                    written,
                    ProcessCpu.seconds(writer),
                    ProcessCpu.seconds(elasticsearch));
        }
    }

    /// Watches a writer from its first written document on until it is done.
    ///
    /// @param written how many documents there are now
    /// @param isDone whether the writer has no more to write
    /// @param alive throws if the writer cannot go on
    /// @throws Refusal if nothing is written for a minute, or for five in the beginning
    static Course watch(
            LongSupplier written,
            BooleanSupplier isDone,
            Runnable alive,
            long writer,
            long elasticsearch) {
        var samples = new ArrayList<Sample>();
        long before = written.getAsLong();
        long progress = System.nanoTime();
        for (long last = before; ; Tasks.pause(POLL)) {
            // Asked first, so that the sample behind it holds all.
            boolean done = isDone.getAsBoolean();
            var sample = Sample.now(written.getAsLong(), writer, elasticsearch);
            if (sample.written() > last) {
                samples.add(sample);
                last = sample.written();
                progress = sample.nanos();
            }
            if (done) {
                return new Course(samples);
            }
            alive.run();
            var limit = samples.isEmpty() ? START_MAX : STALL_MAX;
            if (sample.nanos() - progress > limit.toNanos()) {
                throw Refusal.failed(
                        "After %,d documents nothing was written for %d s."
                                .formatted(last - before, limit.toSeconds()));
            }
        }
    }

    /// Documents a second over the whole course.
    double rate() {
        return rate(samples.getFirst());
    }

    /// Documents a second without the first tenth of them, in which compilers and caches warm up.
    double steadyRate() {
        long tenth = samples.getFirst().written() + documents() / 10;
        var from =
                samples.stream().filter(each -> each.written() >= tenth).findFirst().orElseThrow();
        // A course of a single step beyond its tenth has no second rate.
        return from.equals(samples.getLast()) ? rate() : rate(from);
    }

    /// Seconds of CPU that the writer takes for a million documents.
    double writerCpuPerMillion() {
        return perMillion(samples.getLast().writerCpu() - samples.getFirst().writerCpu());
    }

    /// Seconds of CPU that Elasticsearch takes for a million documents, until the last is written.
    double elasticsearchCpuPerMillion() {
        return perMillion(
                samples.getLast().elasticsearchCpu() - samples.getFirst().elasticsearchCpu());
    }

    private double rate(Sample from) {
        var last = samples.getLast();
        return (last.written() - from.written()) * SECOND_NANOS / (last.nanos() - from.nanos());
    }

    private double perMillion(double seconds) {
        return seconds * MILLION / documents();
    }

    private long documents() {
        return samples.getLast().written() - samples.getFirst().written();
    }
}
