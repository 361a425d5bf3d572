package dev.konbini.logging.alert;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How far an alert has been judged and what came of it.
///
/// @param createdAt of the alert; a state of another one of that name says nothing
/// @param until where the window ends that was judged last
/// @param silent why that could not be judged; null where it could
/// @param leftOut which groups it was not judged for; null where it was for all
/// @param groupField whose values the groups are; null where they are not told apart, and in states
///   that version 0.2 wrote
/// @param groups those that are firing or were of late, by name
/// @param pending what is still to be told, in order
record AlertState(
        String alert,
        Instant createdAt,
        Instant until,
        @Nullable String silent,
        @Nullable String leftOut,
        @Nullable String groupField,
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
        return new AlertState(
                alert.name(), alert.createdAt(), until, null, null, null, Map.of(), List.of());
    }

    StateOutline outline() {
        return new StateOutline(
                alert,
                createdAt,
                until,
                silent,
                leftOut,
                groups,
                pending.stream()
                        .map(one -> new StateOutline.Due(one.dueAt(), one.lastError()))
                        .toList());
    }

    boolean isOf(Alert alert) {
        return createdAt.equals(alert.createdAt());
    }

    /// The groups that `rule` tells apart and that fire, the latest first; none of those that it
    /// told apart by another field before it was changed.
    List<String> firing(AlertRule rule) {
        if (groupField != null && !groupField.equals(rule.groupField())) {
            return List.of();
        }
        return groups.entrySet().stream()
                .filter(group -> group.getValue().firing() && !group.getKey().equals(Counts.ALL))
                .sorted(
                        Comparator.<Map.Entry<String, GroupState>, Instant>comparing(
                                        group -> group.getValue().since())
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Judged until `time` at least, whatever was in the windows that ended before.
    AlertState passedTo(Instant time) {
        return until.isBefore(time)
                ? new AlertState(
                        alert, createdAt, time, silent, leftOut, groupField, groups, pending)
                : this;
    }

    /// Not judged at `end`, because of `reason`; all is as it was otherwise.
    AlertState silent(Instant end, String reason) {
        return new AlertState(alert, createdAt, end, reason, null, groupField, groups, pending);
    }

    /// Judged at `end`, with what has then to be told besides.
    AlertState judged(
            Instant end,
            @Nullable String leftOut,
            @Nullable String groupField,
            Map<String, GroupState> groups,
            List<Occurrence> occurrences) {
        return new AlertState(
                alert,
                createdAt,
                end,
                null,
                leftOut,
                groupField,
                groups,
                Stream.concat(pending.stream(), occurrences.stream().map(Pending::of)).toList());
    }

    /// With what is pending under `id` changed; taken away where `change` gives null.
    AlertState withPending(String id, UnaryOperator<@Nullable Pending> change) {
        return new AlertState(
                alert,
                createdAt,
                until,
                silent,
                leftOut,
                groupField,
                groups,
                pending.stream()
                        .map(one -> one.occurrence().id().equals(id) ? change.apply(one) : one)
                        .filter(Objects::nonNull)
                        .toList());
    }
}
