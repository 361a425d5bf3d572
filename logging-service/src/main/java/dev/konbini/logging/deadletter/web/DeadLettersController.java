package dev.konbini.logging.deadletter.web;

import dev.konbini.logging.deadletter.Letter;
import dev.konbini.logging.deadletter.Letters;
import dev.konbini.logging.deadletter.RedriveLetters;
import dev.konbini.web.access.Caller;
import dev.konbini.web.page.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows operators what could not be indexed, and sends it again.
@RestController
@RequestMapping("/api/logs/dead-letters")
final class DeadLettersController {

    private final Letters letters;
    private final RedriveLetters redriveLetters;

    DeadLettersController(Letters letters, RedriveLetters redriveLetters) {
        this.letters = letters;
        this.redriveLetters = redriveLetters;
    }

    @GetMapping
    @Operation(summary = "What could not be indexed and why, newest first")
    Page<LetterResponse> list(
            @RequestParam(required = false) @Size(max = 200) @Nullable String tenant,
            @Parameter(description = "The reason's type, such as malformed-json")
                    @RequestParam(required = false)
                    @Size(max = 200) @Nullable String reason,
            @Parameter(description = "Where the records came from")
                    @RequestParam(required = false)
                    @Size(max = 249) @Nullable String topic,
            @Parameter(description = "The earliest letter, RFC 3339 in UTC")
                    @RequestParam(required = false)
                    @Nullable Instant from,
            @Parameter(description = "Where letters end, itself not among them")
                    @RequestParam(required = false)
                    @Nullable Instant to,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Letters.SIZE_MAX) int size,
            @RequestParam(required = false) @Size(max = 2000) @Nullable String after) {
        var page = letters.list(new Letter.Filter(tenant, reason, topic, from, to), size, after);
        return new Page<>(page.items().stream().map(LetterResponse::from).toList(), page.next());
    }

    @PostMapping("/redrive")
    @Operation(
            summary =
                    "Send letters again to where they came from; only says what it would do unless"
                            + " dryRun is false")
    ResponseEntity<RedriveResponse> redrive(
            @RequestBody @Valid RedriveRequest request, @Parameter(hidden = true) Caller caller) {
        var plan = redriveLetters.plan(request.filter());
        if (request.isDry()) {
            return ResponseEntity.ok(RedriveResponse.of(plan, null));
        }
        var operation = redriveLetters.start(request.filter(), plan, request.rate(), caller.name());
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create("/api/operations/" + operation))
                .body(RedriveResponse.of(plan, operation));
    }
}
