package dev.konbini.logging.door.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.door.TakeLines.Outcome;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;

/// Says over HTTP what became of lines.
final class Answers {

    private Answers() {}

    /// How many lines were taken.
    ///
    /// @throws ProblemException over-quota or intake-unavailable, where none were
    static int accepted(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken(var lines) -> lines;
            case Outcome.OverQuota overQuota -> throw refusal(overQuota);
            case Outcome.Unavailable unavailable -> throw refusal(unavailable);
        };
    }

    static ProblemException refusal(Outcome.OverQuota outcome) {
        return new ProblemException(
                        LoggingProblem.OVER_QUOTA,
                        "The tenant has sent all that it may for now; none of these lines was"
                                + " taken. Send them again after Retry-After.")
                .header(HttpHeaders.RETRY_AFTER, seconds(outcome.retryAfter()));
    }

    static ProblemException refusal(Outcome.Unavailable outcome) {
        return new ProblemException(
                        LoggingProblem.INTAKE_UNAVAILABLE,
                        "The lines were not taken, or not all. Send them again after Retry-After;"
                                + " with the same Idempotency-Key none of them will be there twice.")
                .header(HttpHeaders.RETRY_AFTER, seconds(outcome.retryAfter()));
    }

    static ProblemException unreadable(List<FieldProblem> errors) {
        return new ProblemException(
                        RequestProblem.INVALID_REQUEST,
                        "None of the lines was taken. Change what errors[] names.")
                .with("errors", errors);
    }

    // Up, since who comes a moment too early is refused again.
    private static String seconds(Duration duration) {
        return String.valueOf(Math.max(1, duration.plusMillis(999).toSeconds()));
    }
}
