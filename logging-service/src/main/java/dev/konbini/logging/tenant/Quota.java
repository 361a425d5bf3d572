package dev.konbini.logging.tenant;

import org.jspecify.annotations.Nullable;

/// How much a tenant may send, through all replicas together.
///
/// @param bytesPerSecond of lines as JSON, uncompressed; null for no bound
/// @param linesPerSecond null for no bound
/// @param burstSeconds for how many seconds' worth a tenant that sent nothing may send at once
public record Quota(
        @Nullable Long bytesPerSecond, @Nullable Long linesPerSecond, int burstSeconds) {

    /// No bound at all.
    public static final Quota NONE = new Quota(null, null, 1);
}
