package dev.konbini.cli.capacity;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/// What was measured, and what follows from it. Its components are the members of the JSON that
/// `--json` writes.
///
/// @param began when the first line was sent
/// @param shares what the consumers spent their time on; null where the replicas do not say
/// @param replicas what each did; empty where they do not say
/// @param need what the load needs that was asked for; null where none was
record Report(
        Instant began,
        Suite suite,
        Sent sent,
        Took took,
        Limit limit,
        @Nullable Shares shares,
        List<ReplicaUse> replicas,
        ClusterUse elasticsearch,
        Disk disk,
        @Nullable Need need) {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .build();

    /// What was measured.
    ///
    /// @param replicas of logging-service
    /// @param consumersPerReplica each of which reads a partition or more, if there are as many
    /// @param partitions of the topic of lines
    record Suite(int replicas, int consumersPerReplica, int partitions) {}

    /// What was sent, to warm up too.
    ///
    /// @param stored how many lines came to be there; as many as were sent, or some are missing or
    ///   are there twice
    record Sent(long lines, long bytes, long stored) {

        double bytesPerLine() {
            return lines == 0 ? 0 : (double) bytes / lines;
        }

        /// Whether each line is there, once.
        boolean isWhole() {
            return stored == lines;
        }
    }

    /// What was taken while it was measured.
    ///
    /// @param linesPerSecond of all replicas, other senders' lines among them
    /// @param linesPerSecondPerReplica of one
    /// @param bytesPerSecond of all replicas
    /// @param lowerBound whether they may take more
    record Took(
            double seconds,
            double linesPerSecond,
            double linesPerSecondPerReplica,
            double bytesPerSecond,
            boolean lowerBound) {}

    /// What a line takes on disk.
    ///
    /// @param bytesPerLine in one copy
    /// @param bytesPerLineInAll in all copies together
    record Disk(double bytesPerLine, double bytesPerLineInAll) {}

    static Report of(Instant began, Suite suite, Sent sent, Window window, Disk disk) {
        var limit = window.limit();
        var rate = window.course().rate();
        return new Report(
                began,
                suite,
                sent,
                new Took(
                        window.course().seconds(),
                        rate,
                        rate / suite.replicas(),
                        rate * sent.bytesPerLine(),
                        limit.isLowerBound()),
                limit,
                window.shares(),
                window.replicas(),
                window.elasticsearch(),
                disk,
                null);
    }

    /// With what a load needs.
    Report needing(Need.Ask ask) {
        var basis =
                new Need.Basis(
                        took.linesPerSecondPerReplica(),
                        took.linesPerSecond(),
                        suite.consumersPerReplica(),
                        suite.partitions(),
                        disk.bytesPerLineInAll());
        return new Report(
                began,
                suite,
                sent,
                took,
                limit,
                shares,
                replicas,
                elasticsearch,
                disk,
                Need.of(ask, basis));
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    /// @throws Refusal if it cannot be written
    void write(Path file) {
        try {
            Files.writeString(file, json());
        } catch (IOException e) {
            throw Refusal.failed(
                    "The report cannot be written to %s (%s): name another file with --json."
                            .formatted(file, e));
        }
    }
}
