package dev.konbini.logging.query.web;

import dev.konbini.logging.query.LineFilter;
import dev.konbini.logging.query.Scope;
import dev.konbini.logging.query.TimeExpression;
import dev.konbini.logging.tenant.Tenant;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which lines a caller asks for.
record LinesRequest(
        @Parameter(
                        description =
                                "Lucene query syntax, such as level:ERROR AND \"out of stock\"."
                                        + " Words are looked for in the message, and all must be"
                                        + " there. No wildcard may lead.")
                @Size(max = 2000) @Nullable String q,
        @Parameter(description = "RFC 3339, or relative as now-15m (s, m, h, d, w)") @Size(max = 40) @Nullable String from,
        @Parameter(description = "As from; lines of this time itself are left out") @Size(max = 40) @Nullable String to,
        @Parameter(description = "Service names, one of which must match") @Size(max = 20) @Nullable List<String> service,
        @Parameter(description = "Levels, one of which must match") @Size(max = 20) @Nullable List<String> level,
        @Pattern(regexp = "[0-9a-f]{32}") @Nullable String traceId,
        @Parameter(description = "For operators: the lines of this tenant alone")
                @Pattern(regexp = Tenant.NAME) @Nullable String tenant,
        @Parameter(
                        description =
                                "The name of a saved search, which says what the other parameters"
                                        + " leave unsaid")
                @Size(max = 64) @Nullable String search) {

    /// The lines of `scope` that are asked for, saved searches left aside.
    ///
    /// @throws ProblemException invalid-request for a time that is none
    LineFilter filter(Scope scope, Instant now) {
        return new LineFilter(
                scope,
                q,
                time("from", from, now),
                time("to", to, now),
                service == null ? List.of() : service,
                level == null ? List.of() : level,
                traceId);
    }

    private static @Nullable Instant time(String parameter, @Nullable String text, Instant now) {
        return text == null || text.isEmpty()
                ? null
                : TimeExpression.parse(text, now).orElseThrow(() -> invalid(parameter, text));
    }

    static ProblemException invalid(String parameter, String text) {
        return invalid(
                FieldProblem.in(
                        parameter,
                        "\"%s\" is neither RFC 3339, such as 2026-11-22T03:04:05Z, nor relative,"
                                        .formatted(text)
                                + " such as now-1h."));
    }

    static ProblemException invalid(FieldProblem error) {
        return new ProblemException(RequestProblem.INVALID_REQUEST, "Change what errors[] names.")
                .with("errors", List.of(error));
    }
}
