package dev.konbini.cli.capacity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was seen while it was measured.
///
/// @param shares null where the replicas do not say what they spent their time on
record Window(
        Course course,
        @Nullable Shares shares,
        List<ReplicaUse> replicas,
        ClusterUse elasticsearch) {

    Limit limit() {
        return Limit.of(course, shares, replicas, elasticsearch);
    }
}
