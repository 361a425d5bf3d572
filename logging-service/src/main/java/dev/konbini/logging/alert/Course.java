package dev.konbini.logging.alert;

import dev.konbini.logging.alert.Occurrence.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How an alert goes from one window to the next: what fires, what resolves, what is told.
final class Course {

    private static final Measure NOTHING = new Measure(0, false, "no line");

    private Course() {}

    /// The step that the window ending at `end` is.
    static Step next(Alert alert, AlertState before, Instant end, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Silent(var reason) ->
                    new Step(
                            new AlertState(
                                    before.alert(),
                                    before.createdAt(),
                                    end,
                                    reason,
                                    before.groups(),
                                    before.pending()),
                            List.of());
            case Verdict.Judged judged -> judged(alert, before, end, judged);
        };
    }

    /// Passes over all windows that end until `end`.
    static Step passOver(Alert alert, AlertState before, Instant end, String why) {
        var gap = Occurrence.gap(alert, before.until(), end, why);
        return step(alert, before, end, new HashMap<>(before.groups()), List.of(gap));
    }

    private static Step judged(
            Alert alert, AlertState before, Instant end, Verdict.Judged verdict) {
        var names = new TreeSet<>(verdict.groups().keySet());
        names.addAll(before.groups().keySet());
        var groups = new HashMap<String, GroupState>();
        var occurrences = new ArrayList<Occurrence>();
        for (var name : names) {
            var measure = verdict.groups().getOrDefault(name, NOTHING);
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
        return step(alert, before, end, groups, occurrences);
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

    private static Step step(
            Alert alert,
            AlertState before,
            Instant end,
            Map<String, GroupState> groups,
            List<Occurrence> occurrences) {
        var pending = new ArrayList<>(before.pending());
        for (var occurrence : occurrences) {
            pending.add(Pending.of(occurrence));
        }
        return new Step(
                new AlertState(alert.name(), before.createdAt(), end, null, groups, pending),
                occurrences);
    }

    /// @param state after the window
    /// @param occurrences what happened in it
    record Step(AlertState state, List<Occurrence> occurrences) {}
}
