package dev.konbini.logging.metric;

/// One measured value.
///
/// @param path what was measured: nodes with dots between them, see [MetricPath]
/// @param value a finite number
/// @param time when, in seconds since 1970
public record Point(String path, double value, long time) {}
