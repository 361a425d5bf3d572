package dev.konbini.logging.alert;

import dev.konbini.logging.alert.Course.Step;
import dev.konbini.logging.alert.kafka.IngestProgress;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Judges the windows of an alert that are due, in order, each once whoever else tries.
@Component
final class EvaluateAlert {

    private static final int WINDOWS_AT_ONCE = 60;

    private final JudgeWindow judge;
    private final AlertStates states;
    private final IngestProgress progress;
    private final AlertMeters meters;
    private final AlertProperties properties;
    private final Clock clock;

    EvaluateAlert(
            JudgeWindow judge,
            AlertStates states,
            IngestProgress progress,
            AlertMeters meters,
            AlertProperties properties,
            Clock clock) {
        this.judge = judge;
        this.states = states;
        this.progress = progress;
        this.meters = meters;
        this.properties = properties;
        this.clock = clock;
    }

    /// Whether a window of `alert` has ended long enough ago to be judged.
    boolean isDue(Alert alert, StateOutline state) {
        return !clock.instant()
                        .isBefore(
                                alert.rule()
                                        .nextEnd(state.until())
                                        .plus(alert.rule().delay().duration()))
                && state.due().size() < properties.pending();
    }

    /// Judges what is due, as far as lines have been indexed.
    ///
    /// What is found is kept in the state, by one write that fails where another replica was there
    /// first; from there it is told ([TellPending]).
    ///
    /// @throws dev.konbini.logging.index.ElasticsearchUnavailable if a later try may succeed
    /// @throws dev.konbini.web.problem.ProblemException if the query takes too long
    void evaluate(Alert alert) {
        for (var window = 0; window < WINDOWS_AT_ONCE; window++) {
            var found = states.find(alert);
            if (!isDue(alert, found.state().outline())) {
                return;
            }
            var end = alert.rule().nextEnd(found.state().until());
            if (!progress.hasReached(end)) {
                return;
            }
            var step = step(alert, found.state(), end);
            if (states.replace(found, step.state())) {
                step.occurrences().forEach(meters::happened);
            }
        }
    }

    private Step step(Alert alert, AlertState before, Instant end) {
        var oldest = clock.instant().minus(properties.catchUp());
        if (end.isBefore(oldest)) {
            var last = alert.rule().nextEnd(oldest).minus(alert.rule().every().duration());
            return Course.passOver(
                    alert,
                    before,
                    last,
                    "These windows waited longer than %s to be judged"
                            .formatted(properties.catchUp()));
        }
        judge.refresh(alert.rule());
        return Course.next(
                alert, before, end, judge.judge(alert.rule(), end, before.firing(alert.rule())));
    }
}
