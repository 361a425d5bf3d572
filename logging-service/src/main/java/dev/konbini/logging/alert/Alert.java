package dev.konbini.logging.alert;

import java.time.Instant;

/// An alert as it was set.
///
/// @param createdAt since when there is one of this name
/// @param version changes with each change; opaque
/// @param changedBy the subject of who changed it last
public record Alert(
        String name,
        AlertRule rule,
        Instant createdAt,
        String version,
        Instant changedAt,
        String changedBy) {}
