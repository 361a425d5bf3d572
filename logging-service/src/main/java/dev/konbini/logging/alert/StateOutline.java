package dev.konbini.logging.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What of an alert's state tells how the alert is and whether there is something to be done: what
/// it has to tell may be a megabyte, and so may its groups, too much to be read of all alerts every
/// second.
///
/// @param silent as in [AlertState]
/// @param leftOut as in [AlertState]
/// @param groups those that are firing or were of late, by name; null where they were not read
/// @param pending for each thing that is still to be told, in order; null for none
record StateOutline(
        String alert,
        Instant createdAt,
        Instant until,
        @Nullable String silent,
        @Nullable String leftOut,
        @Nullable Map<String, GroupState> groups,
        @Nullable List<Due> pending) {

    /// Of an alert that was not judged yet.
    static StateOutline begin(Alert alert) {
        return AlertState.begin(alert).outline();
    }

    boolean isOf(Alert alert) {
        return createdAt.equals(alert.createdAt());
    }

    List<Due> due() {
        return Objects.requireNonNullElse(pending, List.of());
    }

    /// When something that is still to be told may be tried, and why it could not be told last.
    ///
    /// @param dueAt as in [Pending]
    record Due(Instant dueAt, @Nullable String lastError) {}
}
