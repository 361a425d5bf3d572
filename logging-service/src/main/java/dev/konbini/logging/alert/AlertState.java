package dev.konbini.logging.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How far an alert has been judged and what came of it.
///
/// @param createdAt of the alert; a state of another one of that name says nothing
/// @param until where the window ends that was judged last
/// @param silent why that could not be judged; null where it could
/// @param groups those that are firing or were of late, by name
/// @param pending what is still to be told, in order
record AlertState(
        String alert,
        Instant createdAt,
        Instant until,
        @Nullable String silent,
        Map<String, GroupState> groups,
        List<Pending> pending) {

    AlertState {
        groups = Map.copyOf(groups);
        pending = List.copyOf(pending);
    }

    /// An alert that was just set looks at no window that had ended before.
    static AlertState begin(Alert alert) {
        return beginAt(alert, alert.createdAt());
    }

    static AlertState beginAt(Alert alert, Instant until) {
        return new AlertState(alert.name(), alert.createdAt(), until, null, Map.of(), List.of());
    }

    StateOutline outline() {
        return new StateOutline(
                alert,
                createdAt,
                until,
                silent,
                groups,
                pending.stream()
                        .map(one -> new StateOutline.Due(one.dueAt(), one.lastError()))
                        .toList());
    }

    boolean isOf(Alert alert) {
        return createdAt.equals(alert.createdAt());
    }

    /// With what is pending under `id` changed; taken away where `change` gives null.
    AlertState withPending(String id, UnaryOperator<@Nullable Pending> change) {
        return new AlertState(
                alert,
                createdAt,
                until,
                silent,
                groups,
                pending.stream()
                        .map(one -> one.occurrence().id().equals(id) ? change.apply(one) : one)
                        .filter(Objects::nonNull)
                        .toList());
    }
}
