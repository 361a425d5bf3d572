package dev.konbini.logging.metric;

import org.jspecify.annotations.Nullable;

/// A node in the tree of paths.
///
/// @param path from the root to it
/// @param leaf whether it is a series; a path can be both a series and a branch
/// @param measure what of a roll-up stands for the series; null where its path decides, and for a
///   branch
public record MetricNode(String path, boolean leaf, @Nullable Measure measure) {

    static MetricNode branch(String path) {
        return new MetricNode(path, false, null);
    }

    /// Its last part.
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
