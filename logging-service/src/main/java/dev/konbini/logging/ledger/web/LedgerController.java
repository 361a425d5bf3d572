package dev.konbini.logging.ledger.web;

import dev.konbini.logging.ledger.Ledger;
import dev.konbini.logging.ledger.ReadLedger;
import dev.konbini.logging.ledger.ReadLedger.Outcome;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows operators what became of every line.
@RestController
final class LedgerController {

    private static final Duration USUAL = Duration.ofHours(1);

    private final ReadLedger readLedger;
    private final Clock clock;

    LedgerController(ReadLedger readLedger, Clock clock) {
        this.readLedger = readLedger;
        this.clock = clock;
    }

    @GetMapping("/api/logs/ledger")
    @Operation(summary = "By minute, tenant and source: what came in, and what became of it")
    Ledger ledger(
            @Parameter(description = "RFC 3339 in UTC; an hour before to where nothing is said")
                    @RequestParam(required = false)
                    @Nullable Instant from,
            @Parameter(description = "Itself not among what is shown; now where nothing is said")
                    @RequestParam(required = false)
                    @Nullable Instant to,
            @RequestParam(required = false) @Size(max = 63) @Nullable String tenant) {
        // The minute that runs is shown, too.
        var end = Objects.requireNonNullElse(to, clock.instant().plus(Duration.ofMinutes(1)));
        var start = Objects.requireNonNullElse(from, end.minus(USUAL));
        if (!start.isBefore(end)) {
            throw invalid("It must be before to.");
        }
        return switch (readLedger.read(start, end, tenant)) {
            case Outcome.Read(var ledger) -> ledger;
            case Outcome.TooMuch _ ->
                    throw invalid(
                            "More than %,d items: ask for less time, or for one tenant."
                                    .formatted(ReadLedger.ITEMS_MAX));
        };
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(RequestProblem.INVALID_REQUEST, "Change what errors[] names.")
                .with("errors", List.of(FieldProblem.in("from", detail)));
    }
}
