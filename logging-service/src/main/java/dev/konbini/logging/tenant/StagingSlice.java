package dev.konbini.logging.tenant;

import java.util.Set;

/// Which of a tenant's lines are copied to staging as well: those of some partitions, and a share
/// of all others.
///
/// @param percent from 0 to 100; steps of a thousandth count
/// @param partitions of the topic of lines, all of whose lines of the tenant are copied
public record StagingSlice(double percent, Set<Integer> partitions) {

    /// Nothing is copied.
    public static final StagingSlice NONE = new StagingSlice(0, Set.of());

    public StagingSlice {
        partitions = Set.copyOf(partitions);
    }

    /// Whether nothing is copied.
    public boolean isNone() {
        return percent <= 0 && partitions.isEmpty();
    }
}
