package dev.konbini.logging.operation.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.operation.OperationStore;
import dev.konbini.logging.operation.RecordOperation;
import dev.konbini.logging.operation.RecordOperation.Result;
import dev.konbini.web.access.Caller;
import dev.konbini.web.page.Page;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows operators who did what, and lets their programs put operations on record.
@RestController
@RequestMapping("/api/operations")
final class OperationsController {

    private static final int SILENCE_SECONDS = 3600;

    private final OperationStore store;
    private final RecordOperation recordOperation;
    private final Clock clock;

    OperationsController(OperationStore store, RecordOperation recordOperation, Clock clock) {
        this.store = store;
        this.recordOperation = recordOperation;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "Who did what, when, and how it ended; what began last first")
    Page<OperationResponse> list(
            @Parameter(description = "Such as upgrade or dead-letters.redrive")
                    @RequestParam(required = false)
                    @Size(max = 64) @Nullable String kind,
            @Parameter(description = "The earliest beginning, RFC 3339 in UTC")
                    @RequestParam(required = false)
                    @Nullable Instant from,
            @Parameter(description = "Where beginnings end, itself not among them")
                    @RequestParam(required = false)
                    @Nullable Instant to,
            @Parameter(description = "Words that are all in what it was, who did it, or its output")
                    @RequestParam(required = false)
                    @Size(max = 500) @Nullable String q,
            @RequestParam(defaultValue = "50") @Min(1) @Max(OperationStore.SIZE_MAX) int size,
            @RequestParam(required = false) @Size(max = 400) @Nullable String after) {
        var now = clock.instant();
        var page = store.list(new OperationStore.Filter(kind, from, to, q), size, after);
        return new Page<>(
                page.items().stream().map(one -> OperationResponse.inList(one, now)).toList(),
                page.next());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One operation with its output")
    OperationResponse one(@PathVariable String id) {
        return store.find(id)
                .map(found -> OperationResponse.whole(found, clock.instant()))
                .orElseThrow(OperationsController::unknown);
    }

    @PostMapping
    @Operation(summary = "Put an operation on record that begins, or that has ended already")
    ResponseEntity<OperationResponse> begin(
            @RequestBody @Valid OperationRequest request, @Parameter(hidden = true) Caller caller) {
        var beginning =
                new RecordOperation.Beginning(
                        request.kind(),
                        request.what(),
                        caller.name(),
                        request.startedAt(),
                        Duration.ofSeconds(
                                Objects.requireNonNullElse(
                                        request.silenceMaxSeconds(), SILENCE_SECONDS)),
                        request.outcome(),
                        Objects.requireNonNullElse(request.output(), ""),
                        Objects.requireNonNullElse(request.details(), Map.of()));
        var answer = response(recordOperation.begin(beginning));
        return ResponseEntity.created(URI.create("/api/operations/" + answer.id())).body(answer);
    }

    @PutMapping("/{id}")
    @Operation(summary = "Say how an operation goes on, or how it ended")
    OperationResponse goOn(@PathVariable String id, @RequestBody @Valid ProgressRequest request) {
        return response(
                recordOperation.goOn(id, request.outcome(), request.output(), request.details()));
    }

    private OperationResponse response(Result result) {
        return switch (result) {
            case Result.Recorded(var operation) ->
                    OperationResponse.whole(operation, clock.instant());
            case Result.TimeTooFar _ ->
                    throw new ProblemException(
                                    RequestProblem.INVALID_REQUEST, "Change what errors[] names.")
                            .with(
                                    "errors",
                                    List.of(
                                            FieldProblem.at(
                                                    "/startedAt",
                                                    "It must be in the last 31 days.")));
            case Result.Unknown _ -> throw unknown();
            case Result.EndedOtherwise(var operation) ->
                    throw new ProblemException(
                                    LoggingProblem.OPERATION_ENDED,
                                    "It is on record as %s since %s, and stays so."
                                            .formatted(
                                                    operation.state(clock.instant()).text(),
                                                    operation.endedAt()))
                            .with("state", operation.state(clock.instant()).text());
        };
    }

    private static ProblemException unknown() {
        return new ProblemException(
                RequestProblem.NOT_FOUND, "No operation has this id. /api/operations lists them.");
    }
}
