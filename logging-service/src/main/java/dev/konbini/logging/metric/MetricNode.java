package dev.konbini.logging.metric;

/// A node in the tree of paths.
///
/// @param path from the root to it
/// @param leaf whether it is a series; a path can be both a series and a branch
public record MetricNode(String path, boolean leaf) {

    /// Its last part.
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
