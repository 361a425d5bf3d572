package dev.konbini.logging.staging.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.staging.CompareVersions;
import dev.konbini.logging.staging.CompareVersions.Outcome;
import dev.konbini.logging.staging.Comparison;
import dev.konbini.logging.tenant.Tenant;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows operators what staging's version of the pipeline makes of a tenant's lines.
@RestController
final class StagingController {

    /// Well below what the gateway gives an answer.
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final Duration USUAL = Duration.ofMinutes(15);

    /// So that lines have had the time to come over.
    private static final Duration AGO = Duration.ofSeconds(10);

    private static final String RETRY_AFTER_SECONDS = "5";

    private final CompareVersions compareVersions;
    private final Clock clock;

    StagingController(CompareVersions compareVersions, Clock clock) {
        this.compareVersions = compareVersions;
        this.clock = clock;
    }

    @GetMapping("/api/tenants/{id}/staging/diff")
    @Operation(
            summary =
                    "What staging's version made of the lines it was fed with, beside production's",
            description =
                    "Compares up to size documents; next goes into after, with the same from and"
                            + " to, to go on. What masking and identity change is left out.")
    @ApiResponse(responseCode = "200", description = "Compared; nothing is changed")
    Comparison diff(
            @PathVariable @Pattern(regexp = Tenant.NAME) String id,
            @Parameter(
                            description =
                                    "The earliest line, by its own time, RFC 3339 in UTC; 15 minutes"
                                            + " before to where nothing is said")
                    @RequestParam(required = false)
                    @Nullable Instant from,
            @Parameter(
                            description =
                                    "Where lines end, itself not among them; 10 seconds ago where"
                                            + " nothing is said")
                    @RequestParam(required = false)
                    @Nullable Instant to,
            @Parameter(
                            description =
                                    "How many documents to look at, in and out of the slice; fewer, with"
                                            + " next to go on, where that takes more than five seconds")
                    @RequestParam(defaultValue = "10000")
                    @Min(1) @Max(CompareVersions.SIZE_MAX) int size,
            @RequestParam(required = false) @Size(max = 4000) @Nullable String after) {
        var end = Objects.requireNonNullElse(to, clock.instant().minus(AGO));
        var start = Objects.requireNonNullElse(from, end.minus(USUAL));
        if (!start.isBefore(end)) {
            throw new ProblemException(
                            RequestProblem.INVALID_REQUEST, "Change what errors[] names.")
                    .with("errors", List.of(FieldProblem.in("from", "It must be before to.")));
        }
        var command = new CompareVersions.Command(id, start, end, size, LONGEST, after);
        return switch (compareVersions.compare(command)) {
            case Outcome.Compared(var comparison) -> comparison;
            case Outcome.NothingStaged() ->
                    throw new ProblemException(
                            LoggingProblem.NOTHING_STAGED,
                            "Set staging with PUT /api/tenants/%s first.".formatted(id));
            case Outcome.StagingAway(var reason) ->
                    throw new ProblemException(LoggingProblem.STAGING_UNAVAILABLE, reason)
                            .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        };
    }
}
