package dev.konbini.logging.alert.web;

import dev.konbini.logging.alert.AlertRule;
import dev.konbini.logging.alert.Condition;
import dev.konbini.logging.alert.Period;
import dev.konbini.logging.alert.http.WebhookSender;
import dev.konbini.logging.index.LineMapping;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with a rule beyond what each member says for itself.
final class AlertFaults {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private AlertFaults() {}

    /// @throws ProblemException invalid-request, naming all faults of `rule`
    static void refuse(AlertRule rule, LineMapping mapping) {
        var faults = new ArrayList<FieldProblem>();
        between(faults, "/window", rule.window(), SHORTEST, Duration.ofDays(7));
        between(faults, "/every", rule.every(), SHORTEST, Duration.ofDays(1));
        between(faults, "/delay", rule.delay(), Duration.ZERO, Duration.ofHours(12));
        between(faults, "/cooldown", rule.cooldown(), Duration.ZERO, Duration.ofDays(30));
        if (rule.condition() instanceof Condition.Anomaly && rule.groupBy() != null) {
            faults.add(
                    FieldProblem.at(
                            "/groupBy",
                            "Leave it out: what is usual is known of all lines together."));
        }
        var group = rule.groupField();
        if (group != null
                && mapping.field(group).filter(field -> field.type().equals("keyword")).isEmpty()) {
            faults.add(
                    FieldProblem.at(
                            "/groupBy",
                            "Name a field that is kept as a whole, such as service.name."));
        }
        if (WebhookSender.target(rule.webhook().url()).isEmpty()) {
            faults.add(
                    FieldProblem.at(
                            "/webhook/url",
                            "Give an http or https URL with a host and without a user."));
        }
        if (!faults.isEmpty()) {
            throw invalid(faults);
        }
    }

    static ProblemException invalid(FieldProblem fault) {
        return invalid(List.of(fault));
    }

    private static ProblemException invalid(List<FieldProblem> faults) {
        return new ProblemException(RequestProblem.INVALID_REQUEST, "Change what errors[] names.")
                .with("errors", List.copyOf(faults));
    }

    private static void between(
            List<FieldProblem> faults,
            String pointer,
            Period period,
            Duration shortest,
            Duration longest) {
        var length = period.duration();
        if (length.compareTo(shortest) < 0 || length.compareTo(longest) > 0) {
            faults.add(
                    FieldProblem.at(
                            pointer,
                            "Give %d seconds to %d."
                                    .formatted(shortest.toSeconds(), longest.toSeconds())));
        }
    }
}
