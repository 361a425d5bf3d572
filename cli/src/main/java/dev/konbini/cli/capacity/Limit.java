package dev.konbini.cli.capacity;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What kept the replicas from taking more lines.
///
/// @param evidence what was seen of it, in words
record Limit(Kind kind, List<String> evidence) {

    /// At so many moments with next to nothing to take, the replicas idled.
    private static final double DRY_MAX = 0.1;

    private static final double BUSY = 0.9;

    enum Kind {
        /// Lines were sent no faster than they were taken: the replicas may take more.
        SENDER,
        /// The replicas waited for it most of the time.
        ELASTICSEARCH,
        /// The replicas themselves were at work most of the time.
        REPLICAS,
        /// The replicas waited for it most of the time, although lines were there.
        KAFKA,
        /// The replicas do not say what they spent their time on.
        UNKNOWN
    }

    /// @param shares null where replicas do not say
    static Limit of(
            Course course,
            @Nullable Shares shares,
            List<ReplicaUse> replicas,
            ClusterUse elasticsearch) {
        var evidence = new ArrayList<String>();
        evidence.add(shares == null ? "the replicas' metrics do not say" : spent(shares));
        evidence.add(
                "Elasticsearch used %.1f of %d cores, had up to %d writes waiting and refused %d"
                        .formatted(
                                elasticsearch.cores(),
                                elasticsearch.processors(),
                                elasticsearch.queuedMax(),
                                elasticsearch.rejected()));
        if (!replicas.isEmpty()) {
            evidence.add(work(replicas));
        }
        if (course.dryShare() > DRY_MAX) {
            evidence.addFirst(
                    "at %.0f %% of the moments next to nothing waited in Kafka"
                            .formatted(100 * course.dryShare()));
            return new Limit(Kind.SENDER, List.copyOf(evidence));
        }
        return new Limit(shares == null ? Kind.UNKNOWN : largest(shares), List.copyOf(evidence));
    }

    /// Whether more may be taken than was.
    boolean isLowerBound() {
        return kind == Kind.SENDER;
    }

    /// What to do about it, or how the figure is to be read.
    String meaning() {
        return switch (kind) {
            case SENDER -> "the sender: lines came no faster, so this is the least that they take";
            case ELASTICSEARCH ->
                    "Elasticsearch: more replicas take no more until it does (nodes, cores, a faster disk)";
            case REPLICAS ->
                    "the replicas' own work: more of them, or more CPU for each, take more";
            case KAFKA ->
                    "Kafka: the replicas wait for lines that are there, and for their commits";
            case UNKNOWN -> "not known: name the replicas' management addresses with --metrics";
        };
    }

    private static Kind largest(Shares shares) {
        if (shares.elasticsearch() >= Math.max(shares.own(), shares.kafka())) {
            return Kind.ELASTICSEARCH;
        }
        return shares.own() >= shares.kafka() ? Kind.REPLICAS : Kind.KAFKA;
    }

    private static String spent(Shares shares) {
        return "the consumers waited for Elasticsearch %.0f %% of their time and for Kafka %.0f %%, and worked %.0f %%"
                .formatted(100 * shares.elasticsearch(), 100 * shares.kafka(), 100 * shares.own());
    }

    private static String work(List<ReplicaUse> replicas) {
        var text =
                "a replica used %.1f cores, collected garbage %.1f %% of the time and took %,.0f lines at once"
                        .formatted(
                                average(replicas.stream().map(ReplicaUse::cores).toList()),
                                100
                                        * average(
                                                replicas.stream()
                                                        .map(ReplicaUse::collecting)
                                                        .toList()),
                                average(replicas.stream().map(ReplicaUse::linesPerBatch).toList()));
        var busy = replicas.stream().mapToDouble(ReplicaUse::machineBusy).max().orElse(0);
        return busy < BUSY
                ? text
                : text
                        + "; its machine was %.0f %% busy: what else runs there, this command too, had its part"
                                .formatted(100 * busy);
    }

    private static double average(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
