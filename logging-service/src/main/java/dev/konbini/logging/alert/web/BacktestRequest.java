package dev.konbini.logging.alert.web;

import dev.konbini.logging.query.TimeExpression;
import dev.konbini.web.problem.FieldProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Over which time an alert is to be judged.
record BacktestRequest(
        @Schema(description = "RFC 3339, or relative as now-1d") @NotNull @Size(max = 40) String from,
        @Schema(description = "As from; now unless given") @Nullable @Size(max = 40) String to) {

    Instant begin(Instant now) {
        return time("/from", from, now);
    }

    Instant end(Instant now) {
        var end = to == null ? now : time("/to", to, now);
        return end.isAfter(now) ? now : end;
    }

    private static Instant time(String pointer, String text, Instant now) {
        return TimeExpression.parse(text, now)
                .orElseThrow(() ->
                        AlertFaults.invalid(
                                FieldProblem.at(
                                        pointer,
                                        "\"%s\" is neither RFC 3339 nor relative, such as now-1h."
                                                .formatted(text))));
    }
}
