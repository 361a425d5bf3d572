package dev.konbini.logging.alert.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.alert.Alert;
import dev.konbini.logging.alert.AlertRule;
import dev.konbini.logging.alert.AlertStatus;
import dev.konbini.logging.alert.Alerts;
import dev.konbini.logging.alert.Backtest;
import dev.konbini.logging.alert.History;
import dev.konbini.logging.index.LineMapping;
import dev.konbini.web.access.Caller;
import dev.konbini.web.page.Page;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Sets alerts, shows how they are and what they did, and tries them on the past.
@RestController
@RequestMapping("/api/alerts")
final class AlertsController {

    private static final String NAME = "[a-z0-9][a-z0-9_-]{0,62}";
    private static final String NAME_MESSAGE =
            "has 1 to 63 small letters, digits, - or _, and begins with a letter or digit";

    private final Alerts alerts;
    private final AlertStatus status;
    private final History history;
    private final Backtest backtest;
    private final LineMapping mapping;
    private final Clock clock;

    AlertsController(
            Alerts alerts,
            AlertStatus status,
            History history,
            Backtest backtest,
            LineMapping mapping,
            Clock clock) {
        this.alerts = alerts;
        this.status = status;
        this.history = history;
        this.backtest = backtest;
        this.mapping = mapping;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "All alerts, by name, each with how it is")
    Page<AlertResponse> all() {
        var all = alerts.all();
        var statuses = status.of(all);
        var shown = new ArrayList<AlertResponse>();
        for (var i = 0; i < all.size(); i++) {
            shown.add(AlertResponse.of(all.get(i), statuses.get(i)));
        }
        return new Page<>(shown, null);
    }

    @GetMapping("/{name}")
    @Operation(summary = "An alert and how it is")
    ResponseEntity<AlertResponse> one(@PathVariable String name) {
        return answer(find(name));
    }

    @PutMapping("/{name}")
    @Operation(
            summary = "Set an alert, which looks at windows that end from now on",
            description =
                    "A repeat changes nothing. With If-Match only the version named is replaced,"
                            + " unless all is so already; with If-None-Match: * only a new one is"
                            + " set.")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    ResponseEntity<AlertResponse> put(
            @PathVariable @Pattern(regexp = NAME, message = NAME_MESSAGE) String name,
            @Valid @RequestBody AlertRule rule,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
                    @Nullable String ifNoneMatch,
            @Parameter(hidden = true) Caller caller) {
        AlertFaults.refuse(rule, mapping);
        backtest.tryOut(rule);
        return alerts.put(name, rule, Expected.of(ifMatch, ifNoneMatch), caller.name())
                .map(this::answer)
                .orElseThrow(AlertsController::notAsExpected);
    }

    @DeleteMapping("/{name}")
    @Operation(summary = "Take an alert away; what it still had to tell is not told any more")
    @ApiResponse(responseCode = "204", description = "There is none of that name any more")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    ResponseEntity<Void> remove(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) Caller caller) {
        if (!alerts.remove(name, Expected.of(ifMatch, null), caller.name())) {
            throw notAsExpected();
        }
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{name}/history")
    @Operation(summary = "What an alert did, the latest first, page by page; also after its end")
    Page<History.Entry> history(
            @PathVariable String name,
            @RequestParam(defaultValue = "50") @Min(1) @Max(1000) int size,
            @RequestParam(required = false) @Size(max = 4000) @Nullable String after) {
        return history.list(name, size, after);
    }

    @PostMapping("/{name}/backtest")
    @Operation(summary = "What an alert would have done in a time that has passed; nobody is told")
    Backtest.Outcome.Judged backtest(
            @PathVariable String name, @Valid @RequestBody BacktestRequest request) {
        var now = clock.instant();
        return switch (backtest.run(find(name), request.begin(now), request.end(now))) {
            case Backtest.Outcome.Judged judged -> judged;
            case Backtest.Outcome.TooManyWindows(var windows) ->
                    throw AlertFaults.invalid(
                            FieldProblem.at(
                                    "/from",
                                    "That would be %d windows, and %d can be judged at once."
                                            .formatted(windows, Backtest.WINDOWS_MAX)));
        };
    }

    private Alert find(String name) {
        return alerts.find(name)
                .orElseThrow(() ->
                        new ProblemException(
                                LoggingProblem.UNKNOWN_ALERT,
                                "No alert is called %s.".formatted(name)));
    }

    private ResponseEntity<AlertResponse> answer(Alert alert) {
        return ResponseEntity.ok()
                .eTag(Expected.tag(alert.version()))
                .body(AlertResponse.of(alert, status.of(alert)));
    }

    private static ProblemException notAsExpected() {
        return new ProblemException(
                LoggingProblem.PRECONDITION_FAILED,
                "Read the alert again and send the ETag of that answer in If-Match.");
    }
}
