package dev.konbini.logging.rebuild.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.rebuild.ListIndices;
import dev.konbini.logging.rebuild.RebuildIndices;
import dev.konbini.logging.rebuild.RebuildIndices.Outcome;
import dev.konbini.web.access.Caller;
import dev.konbini.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows operators the indices of lines, and builds them anew with the mapping of today.
@RestController
@RequestMapping("/api/log-indices")
final class LogIndicesController {

    private static final String RETRY_AFTER_SECONDS = "5";

    private final ListIndices listIndices;
    private final RebuildIndices rebuildIndices;

    LogIndicesController(ListIndices listIndices, RebuildIndices rebuildIndices) {
        this.listIndices = listIndices;
        this.rebuildIndices = rebuildIndices;
    }

    @GetMapping
    @Operation(summary = "The indices of lines, and which are not of the mapping of today")
    LogIndicesResponse list() {
        return new LogIndicesResponse(
                listIndices.mappingVersion(),
                listIndices.list().stream().map(LogIndexResponse::from).toList(),
                null);
    }

    @PostMapping("/rebuild")
    @Operation(
            summary = "Build an index anew beside the live one, and swap them when they agree",
            description = "Returns at once; the operation tells how it goes.")
    @ApiResponse(responseCode = "202", description = "It has begun")
    ResponseEntity<RebuildResponse> rebuild(
            @Parameter(description = "Its name; all that are not current where nothing is said")
                    @RequestParam(required = false)
                    @Size(max = 255) @Nullable String index,
            @Parameter(hidden = true) Caller caller) {
        return switch (rebuildIndices.start(index, caller.name())) {
            case Outcome.MembershipUnknown() ->
                    throw new ProblemException(
                                    LoggingProblem.MEMBERSHIP_UNKNOWN,
                                    "Whether older versions run is not known yet. Try again.")
                            .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            case Outcome.OlderReplicasRun(var replicas) ->
                    throw new ProblemException(
                                    LoggingProblem.OLDER_REPLICAS,
                                    "They know nothing of rebuilt indices, and might open one that"
                                            + " is being swapped. Upgrade them, or wait until they"
                                            + " count as gone at /api/instances.")
                            .with("replicas", replicas);
            case Outcome.UnknownIndex() ->
                    throw new ProblemException(
                            LoggingProblem.UNKNOWN_INDEX,
                            "No index of lines is called so. /api/log-indices lists them.");
            case Outcome.Running() ->
                    throw new ProblemException(
                            LoggingProblem.REBUILD_RUNNING,
                            "Read /api/log-indices and /api/operations to see how far it is. What a"
                                    + " replica was doing when it died is free after a minute.");
            case Outcome.Started(var operation, var indices) ->
                    ResponseEntity.accepted()
                            .location(URI.create("/api/operations/" + operation))
                            .body(new RebuildResponse(operation, indices));
        };
    }

    /// All indices at once.
    ///
    /// @param mappingVersion of today
    record LogIndicesResponse(
            int mappingVersion, List<LogIndexResponse> items, @Nullable String next) {}

    /// What has begun.
    ///
    /// @param operation tells at `/api/operations/{operation}` how it goes
    /// @param indices in the order in which they are rebuilt
    record RebuildResponse(String operation, List<String> indices) {}
}
