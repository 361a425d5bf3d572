package dev.konbini.cli.upgrade;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.cluster.Cluster;
import dev.konbini.cli.cluster.Pod;
import java.util.List;
import java.util.Optional;

/// Looks at a release's replicas again and again. A look that fails tells nothing about them; only
/// several in a row are a reason to stop.
final class PodLook {

    private static final int FAILURES_MAX = 5;

    private final Cluster cluster;
    private int failures;

    PodLook(Cluster cluster) {
        this.cluster = cluster;
    }

    /// The replicas; empty where they are not known for the moment.
    ///
    /// @throws Refusal if they have not been known several times in a row
    Optional<List<Pod>> pods() {
        try {
            var pods = cluster.pods();
            failures = 0;
            return Optional.of(pods);
        } catch (RuntimeException failure) {
            failures++;
            if (failures >= FAILURES_MAX) {
                throw Refusal.failed(
                        "the replicas could not be looked at %d times in a row: %s"
                                .formatted(failures, failure.getMessage()));
            }
            return Optional.empty();
        }
    }
}
