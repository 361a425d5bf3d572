package dev.konbini.logging.metric;

import org.jspecify.annotations.Nullable;

/// One measured value.
///
/// @param path what was measured: nodes with dots between them, see [MetricPath]
/// @param value a finite number
/// @param time when, in seconds since 1970
/// @param measure what of several values stands for the series, as the sender says by the kind of
///   the value; null where the path decides, see [Measure#of]
public record Point(String path, double value, long time, @Nullable Measure measure) {

    /// A point whose path decides what of several values stands for its series.
    public Point(String path, double value, long time) {
        this(path, value, time, null);
    }
}
