package dev.konbini.logging.alert;

import dev.konbini.logging.query.CountMatches;
import dev.konbini.logging.query.CountMatches.Groups;
import dev.konbini.logging.query.LineFilter;
import dev.konbini.logging.query.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Counts what a rule asks for and judges one window, the same live and in a backtest.
@Component
final class JudgeWindow {

    /// How far back a group must have had a line, to be missed when it has none.
    static final Duration REMEMBERED = Duration.ofDays(1);

    /// How many of the groups that fire are judged on, beside those that are found.
    static final int FIRING_MAX = CountMatches.GROUPS_MAX;

    private static final String TOO_MANY =
            "There are more than %d groups; those with the fewest lines are not judged."
                    .formatted(CountMatches.GROUPS_MAX);

    private static final String TOO_LONG =
            "There are groups with names of more than %d bytes, or than their field is found by; they are not judged."
                    .formatted(CountMatches.GROUP_BYTES_MAX);

    private static final Duration WEEK = Duration.ofDays(7);

    private final CountMatches counts;

    JudgeWindow(CountMatches counts) {
        this.counts = counts;
    }

    /// Makes what was indexed until now countable.
    void refresh(AlertRule rule) {
        counts.refresh(rule.scope());
    }

    /// Sees whether what `rule` asks for can be read. Elasticsearch reads it only where there are
    /// lines, so it is asked of everybody's.
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-query
    void tryOut(AlertRule rule) {
        counts.check(
                new LineFilter(
                        new Scope(null),
                        rule.q(),
                        null,
                        null,
                        rule.services(),
                        rule.levels(),
                        null));
    }

    /// The verdict on the window that ends at `end`.
    ///
    /// @param firing the groups that fire, the latest first: they are judged also where they have
    ///   no line, up to [#FIRING_MAX], unless their names are too long
    /// @throws dev.konbini.web.problem.ProblemException invalid-query, query-too-slow
    Verdict judge(AlertRule rule, Instant end, List<String> firing) {
        if (rule.condition() instanceof Condition.Anomaly anomaly) {
            return anomaly(rule, anomaly, end);
        }
        var begin = end.minus(rule.length());
        var window = rule.lines(begin, end);
        var earlier = rule.lines(begin.minus(lookedBack(rule)), begin);
        var field = rule.groupField();
        return field == null
                ? together(rule, window, earlier)
                : apart(rule, window, earlier, field, firing);
    }

    /// How far before the window groups are looked for.
    private static Duration lookedBack(AlertRule rule) {
        return switch (rule.condition()) {
            case Condition.Threshold threshold ->
                    threshold.comparison() == Condition.Comparison.AT_LEAST
                            ? Duration.ZERO
                            : REMEMBERED;
            case Condition.Absence _ -> REMEMBERED;
            case Condition.Rate _, Condition.Anomaly _ -> rule.length();
        };
    }

    private Verdict together(AlertRule rule, LineFilter window, LineFilter earlier) {
        return judged(
                rule,
                new Counts(
                        Map.of(Counts.ALL, counts.count(window)),
                        compares(rule) ? Map.of(Counts.ALL, counts.count(earlier)) : Map.of(),
                        Set.of(),
                        List.of()),
                null);
    }

    // Each list of the largest groups is of its own. So a group that is in one and not in the other
    // is counted, and never taken to have no line.
    private Verdict apart(
            AlertRule rule,
            LineFilter window,
            LineFilter earlier,
            String field,
            List<String> firing) {
        var now = counts.largest(window, field);
        var before =
                lookedBack(rule).isZero()
                        ? new Groups(Map.of(), true, false)
                        : counts.largest(earlier, field);
        var found = new HashSet<>(now.counts().keySet());
        found.addAll(before.counts().keySet());
        var groups = new HashSet<>(found);
        firing.stream()
                .filter(group -> !found.contains(group) && CountMatches.isGroup(group))
                .limit(FIRING_MAX)
                .forEach(groups::add);
        return judged(
                rule,
                new Counts(
                        exact(now, window, field, groups),
                        compares(rule) ? exact(before, earlier, field, groups) : Map.of(),
                        groups,
                        List.of()),
                leftOut(now, before));
    }

    private static @Nullable String leftOut(Groups now, Groups before) {
        var reasons = new ArrayList<String>();
        if (!now.all() || !before.all()) {
            reasons.add(TOO_MANY);
        }
        if (now.tooLong() || before.tooLong()) {
            reasons.add(TOO_LONG);
        }
        return reasons.isEmpty() ? null : String.join(" ", reasons);
    }

    private Map<String, Long> exact(
            Groups found, LineFilter filter, String field, Set<String> groups) {
        return found.all() ? found.counts() : counts.count(filter, field, groups);
    }

    private static boolean compares(AlertRule rule) {
        return rule.condition() instanceof Condition.Rate;
    }

    private static Verdict judged(AlertRule rule, Counts counts, @Nullable String leftOut) {
        return new Verdict.Judged(Rules.judge(rule.condition(), counts), leftOut);
    }

    private Verdict anomaly(AlertRule rule, Condition.Anomaly anomaly, Instant end) {
        // One window more, since the neighbours of the same time are looked at too.
        var since =
                end.minus(WEEK.multipliedBy(anomaly.weeks())).minus(rule.length().multipliedBy(2));
        var oldest = counts.oldest(rule.lines(null, end)).orElse(null);
        if (oldest == null || oldest.isAfter(since)) {
            return new Verdict.Silent(
                    oldest == null
                            ? "It needs lines of %d weeks, and there is none."
                                    .formatted(anomaly.weeks())
                            : "It needs lines of %d weeks. The oldest is of %s, so it can judge from %s on."
                                    .formatted(
                                            anomaly.weeks(),
                                            oldest,
                                            end.plus(Duration.between(since, oldest))));
        }
        var past = new ArrayList<Long>();
        for (var week = 1; week <= anomaly.weeks(); week++) {
            for (var shift = -1; shift <= 1; shift++) {
                var then =
                        end.minus(WEEK.multipliedBy(week)).plus(rule.length().multipliedBy(shift));
                past.add(count(rule, then));
            }
        }
        var now = Map.of(Counts.ALL, count(rule, end));
        return judged(rule, new Counts(now, Map.of(), Set.of(), past), null);
    }

    private long count(AlertRule rule, Instant end) {
        return counts.count(rule.lines(end.minus(rule.length()), end));
    }
}
