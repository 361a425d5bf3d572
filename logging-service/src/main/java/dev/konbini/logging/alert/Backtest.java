package dev.konbini.logging.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Judges an alert over a time that has passed, as it would have been judged then, and tells
/// nobody.
@Service
public final class Backtest {

    /// How many windows one backtest may have.
    public static final int WINDOWS_MAX = 1500;

    private final JudgeWindow judge;

    Backtest(JudgeWindow judge) {
        this.judge = judge;
    }

    /// Sees whether what `rule` asks for can be read.
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-query
    public void tryOut(AlertRule rule) {
        judge.tryOut(rule);
    }

    /// What would have happened in the windows that end after `from` and until `to`, had the alert
    /// been set at `from`. Lines that came late then are there now.
    ///
    /// Precedence: [Outcome.TooManyWindows], [Outcome.Judged].
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-query, query-too-slow
    public Outcome run(Alert alert, Instant from, Instant to) {
        var rule = alert.rule();
        var count = (to.toEpochMilli() - from.toEpochMilli()) / rule.every().duration().toMillis();
        if (count > WINDOWS_MAX) {
            return new Outcome.TooManyWindows(count);
        }
        var state = AlertState.beginAt(alert, from);
        var occurrences = new ArrayList<Occurrence>();
        var windows = 0;
        var silent = 0;
        @Nullable String reason = null;
        judge.refresh(rule);
        for (var end = rule.nextEnd(from); !end.isAfter(to); end = rule.nextEnd(end)) {
            var verdict = judge.judge(rule, end, state.firing(rule));
            if (verdict instanceof Verdict.Silent(var why)) {
                silent++;
                reason = why;
            }
            var step = Course.next(alert, state, end, verdict);
            occurrences.addAll(step.occurrences());
            state = step.state();
            windows++;
        }
        return new Outcome.Judged(windows, silent, reason, List.copyOf(occurrences));
    }

    /// What became of it.
    public sealed interface Outcome {

        /// It was done.
        ///
        /// @param windows how many were looked at
        /// @param silentWindows how many of them could not be judged
        /// @param silentReason why not, of the last of them; null where all could
        /// @param items what would have happened, in order
        record Judged(
                int windows,
                int silentWindows,
                @Nullable String silentReason,
                List<Occurrence> items)
                implements Outcome {}

        /// It would take too long.
        record TooManyWindows(long windows) implements Outcome {}
    }
}
