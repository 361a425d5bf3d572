package dev.konbini.logging.query;

import java.time.Instant;
import java.util.List;

/// Counts of lines over time.
///
/// @param from the earliest line counted may have this time
/// @param to where counting ends
/// @param intervalMillis how long each of `items` is
/// @param total the sum of all counts
/// @param items in order of time, those without lines too
public record Histogram(
        Instant from, Instant to, long intervalMillis, long total, List<Bar> items) {}
