package dev.konbini.logging.alert;

import dev.konbini.logging.query.CountMatches;
import dev.konbini.logging.query.LineFilter;
import dev.konbini.logging.query.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Counts what a rule asks for and judges one window, the same live and in a backtest.
@Component
final class JudgeWindow {

    /// How far back a group must have had a line, to be missed when it has none.
    static final Duration REMEMBERED = Duration.ofDays(1);

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
    /// @throws dev.konbini.web.problem.ProblemException invalid-query, query-too-slow
    Verdict judge(AlertRule rule, Instant end) {
        return switch (rule.condition()) {
            case Condition.Threshold threshold
                    when threshold.comparison() == Condition.Comparison.AT_LEAST ->
                    judged(rule, Counts.of(count(rule, end)));
            case Condition.Threshold threshold -> judged(rule, withMissing(rule, end));
            case Condition.Absence absence -> judged(rule, withMissing(rule, end));
            case Condition.Rate rate ->
                    judged(
                            rule,
                            new Counts(
                                    count(rule, end),
                                    count(rule, end.minus(rule.length())),
                                    Set.of(),
                                    List.of()));
            case Condition.Anomaly anomaly -> anomaly(rule, anomaly, end);
        };
    }

    private static Verdict judged(AlertRule rule, Counts counts) {
        return new Verdict.Judged(Rules.judge(rule.condition(), counts));
    }

    private Verdict anomaly(AlertRule rule, Condition.Anomaly anomaly, Instant end) {
        // One window more, since the neighbours of the same time are looked at too.
        var since =
                end.minus(WEEK.multipliedBy(anomaly.weeks())).minus(rule.length().multipliedBy(2));
        var oldest = counts.oldest(rule.scope()).orElse(null);
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
                past.addAll(count(rule, then).values());
            }
        }
        return judged(rule, new Counts(count(rule, end), Map.of(), Set.of(), past));
    }

    private Counts withMissing(AlertRule rule, Instant end) {
        var now = count(rule, end);
        if (rule.groupField() == null) {
            return Counts.of(now);
        }
        var begin = end.minus(rule.length());
        var seen =
                counts.count(rule.lines(begin.minus(REMEMBERED), begin), rule.groupField())
                        .keySet();
        return new Counts(now, Map.of(), seen, List.of());
    }

    private Map<String, Long> count(AlertRule rule, Instant end) {
        return counts.count(rule.lines(end.minus(rule.length()), end), rule.groupField());
    }
}
