package dev.konbini.logging.alert;

import dev.konbini.logging.alert.Occurrence.Kind;
import dev.konbini.logging.query.CountMatches;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How an alert goes from one window to the next: what fires, what resolves, what is told.
final class Course {

    /// How many groups that do not fire are remembered for their cooldown: as many as are found in
    /// a window.
    static final int COOLING_MAX = CountMatches.GROUPS_MAX;

    private static final Measure JUDGED_NO_MORE = new Measure(0, false, "judged no more");

    private Course() {}

    /// The step that the window ending at `end` is.
    static Step next(Alert alert, AlertState before, Instant end, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Silent(var reason) -> new Step(before.silent(end, reason), List.of());
            case Verdict.Judged judged -> judged(alert, before, end, judged);
        };
    }

    /// Passes over all windows that end until `end`.
    static Step passOver(Alert alert, AlertState before, Instant end, String why) {
        var gap = List.of(Occurrence.gap(alert, before.until(), end, why));
        return new Step(before.judged(end, null, before.groupField(), before.groups(), gap), gap);
    }

    private static Step judged(
            Alert alert, AlertState before, Instant end, Verdict.Judged verdict) {
        var names = new TreeSet<>(verdict.groups().keySet());
        names.addAll(before.groups().keySet());
        var groups = new HashMap<String, GroupState>();
        var occurrences = new ArrayList<Occurrence>();
        for (var name : names) {
            var measure = verdict.groups().getOrDefault(name, JUDGED_NO_MORE);
            @Nullable GroupState was = before.groups().get(name);
            var now = now(alert, was, end, measure);
            if (now != null && (was == null || was.firing() != now.firing())) {
                occurrences.add(
                        Occurrence.of(
                                alert,
                                now.firing() ? Kind.FIRED : Kind.RESOLVED,
                                name,
                                end,
                                measure,
                                now.told()));
            }
            if (now != null && (now.firing() || cools(alert, now, end))) {
                groups.put(name, now);
            }
        }
        forgetOldest(groups);
        return new Step(
                before.judged(
                        end, verdict.leftOut(), alert.rule().groupField(), groups, occurrences),
                occurrences);
    }

    // With ever new groups, a long cooldown would remember windows without end, each with hundreds.
    // Who is forgotten and fires again is told before its cooldown is over.
    private static void forgetOldest(Map<String, GroupState> groups) {
        var cooling =
                groups.entrySet().stream()
                        .filter(group -> !group.getValue().firing())
                        .sorted(
                                Comparator.<Map.Entry<String, GroupState>, Instant>comparing(
                                                group -> toldAt(group.getValue()))
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey)
                        .toList();
        cooling.stream().skip(COOLING_MAX).forEach(groups::remove);
    }

    private static Instant toldAt(GroupState group) {
        return Objects.requireNonNullElse(group.toldAt(), Instant.EPOCH);
    }

    /// @return null where nothing is wrong and nothing was
    private static @Nullable GroupState now(
            Alert alert, @Nullable GroupState was, Instant end, Measure measure) {
        if (was != null && was.firing() == measure.wrong()) {
            return was;
        }
        if (measure.wrong()) {
            return was != null && cools(alert, was, end)
                    ? new GroupState(true, end, false, was.toldAt())
                    : new GroupState(true, end, true, end);
        }
        return was == null
                ? null
                // Who was not told that it fired need not hear that it is over.
                : new GroupState(false, end, was.told() && alert.rule().resolve(), was.toldAt());
    }

    private static boolean cools(Alert alert, GroupState group, Instant end) {
        return group.toldAt() != null
                && end.isBefore(group.toldAt().plus(alert.rule().cooldown().duration()));
    }

    /// @param state after the window
    /// @param occurrences what happened in it
    record Step(AlertState state, List<Occurrence> occurrences) {}
}
