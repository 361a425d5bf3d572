package dev.konbini.logging.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that is still to be told.
///
/// @param attempts how often it was tried
/// @param triedAt when it was tried first; null where it was not yet
/// @param dueAt when it may be tried, by whichever replica
/// @param lastError why the last try failed; null where there was none
record Pending(
        Occurrence occurrence,
        int attempts,
        @Nullable Instant triedAt,
        Instant dueAt,
        @Nullable String lastError) {

    static Pending of(Occurrence occurrence) {
        return new Pending(occurrence, 0, null, Instant.EPOCH, null);
    }

    Pending claimed(Instant now, Instant until) {
        return new Pending(
                occurrence, attempts + 1, triedAt == null ? now : triedAt, until, lastError);
    }

    Pending postponed(Instant until, String error) {
        return new Pending(occurrence, attempts, triedAt, until, error);
    }
}
