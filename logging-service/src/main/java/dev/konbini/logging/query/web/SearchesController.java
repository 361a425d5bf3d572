package dev.konbini.logging.query.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.query.CheckQuery;
import dev.konbini.logging.query.SavedSearches;
import dev.konbini.logging.query.SavedSearches.Kept;
import dev.konbini.logging.query.SavedSearches.Outcome;
import dev.konbini.logging.query.Scope;
import dev.konbini.logging.tenant.Tenant;
import dev.konbini.web.access.Caller;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Keeps searches under names: a tenant's own, and those of operators.
@RestController
@RequestMapping("/api/logs/searches")
final class SearchesController {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9 _.-]{0,62}";
    private static final int ATTEMPTS = 5;
    private static final String NAME_RULE =
            "has 1 to 63 letters of a to z, digits, blanks, dots, hyphens and underscores";

    private final SavedSearches searches;
    private final CheckQuery checkQuery;
    private final Clock clock;

    SearchesController(SavedSearches searches, CheckQuery checkQuery, Clock clock) {
        this.searches = searches;
        this.checkQuery = checkQuery;
        this.clock = clock;
    }

    /// All searches.
    @GetMapping
    @Operation(summary = "The saved searches of the caller's tenant, or of operators, by name")
    Searches all(
            @RequestParam(required = false) @Pattern(regexp = Tenant.NAME) @Nullable String tenant,
            @Parameter(hidden = true) Caller caller) {
        return new Searches(
                searches.all(Scope.of(caller, tenant)).stream().map(SearchResponse::from).toList());
    }

    /// One search.
    @GetMapping("/{name}")
    @Operation(summary = "A saved search, with the ETag that a change may name")
    ResponseEntity<SearchResponse> one(
            @PathVariable @Pattern(regexp = NAME, message = NAME_RULE) String name,
            @RequestParam(required = false) @Pattern(regexp = Tenant.NAME) @Nullable String tenant,
            @Parameter(hidden = true) Caller caller) {
        return searches.find(Scope.of(caller, tenant), name)
                .map(kept -> answer(kept, HttpStatus.OK))
                .orElseThrow(SearchesController::unknown);
    }

    /// Keeps a search.
    @PutMapping("/{name}")
    @Operation(
            summary = "Keep a search under a name, or replace the one there",
            description =
                    "With If-Match only the version named is replaced, unless all is so already;"
                            + " with If-None-Match: * only a new one is kept. GET"
                            + " /api/logs?search=NAME runs it.")
    @ApiResponse(
            responseCode = "200",
            description = "Replaced, or already so",
            content = @Content(schema = @Schema(implementation = SearchResponse.class)))
    @ApiResponse(
            responseCode = "201",
            description = "New",
            content = @Content(schema = @Schema(implementation = SearchResponse.class)))
    ResponseEntity<?> put(
            @PathVariable @Pattern(regexp = NAME, message = NAME_RULE) String name,
            @RequestParam(required = false) @Pattern(regexp = Tenant.NAME) @Nullable String tenant,
            @Valid @RequestBody SearchRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
                    @Nullable String ifNoneMatch,
            @Parameter(hidden = true) Caller caller) {
        var owner = Scope.of(caller, tenant);
        checkQuery.check(request.lines().filter(owner, clock.instant()));
        var precondition = new Precondition(ifMatch, ifNoneMatch);
        // Two who demand nothing may meet: the one who comes second replaces what the first wrote.
        for (var attempt = 1; ; attempt++) {
            var there = searches.find(owner, name).orElse(null);
            if (!precondition.permits(there)) {
                return there != null && isRepeat(precondition, there, request)
                        ? answer(there, HttpStatus.OK)
                        : changed();
            }
            var outcome =
                    searches.keep(
                            owner,
                            name,
                            request.search(),
                            there == null ? null : there.version(),
                            Objects.requireNonNullElse(caller.subject(), ""));
            switch (outcome) {
                case Outcome.Done(var kept) -> {
                    return answer(kept, there == null ? HttpStatus.CREATED : HttpStatus.OK);
                }
                case Outcome.Changed() -> {
                    if (attempt == ATTEMPTS) {
                        return changed();
                    }
                }
                case Outcome.TooMany() -> {
                    return Problems.response(
                            LoggingProblem.TOO_MANY_SEARCHES,
                            "%d searches are kept. Delete one first."
                                    .formatted(SavedSearches.OF_A_TENANT_MAX));
                }
            }
        }
    }

    /// Whether what is there is as `request` has it, though of another version than the one that it
    /// names: an earlier answer may have been lost (RFC 9110, section 13.1.1).
    private static boolean isRepeat(Precondition precondition, Kept there, SearchRequest request) {
        return !precondition.permits(null) && there.search().equals(request.search());
    }

    /// Takes a search away. Where there is none an earlier request may have done so.
    @DeleteMapping("/{name}")
    @Operation(summary = "Delete a saved search")
    @ApiResponse(
            responseCode = "204",
            description = "There is none of that name any more",
            content = @Content)
    ResponseEntity<?> delete(
            @PathVariable @Pattern(regexp = NAME, message = NAME_RULE) String name,
            @RequestParam(required = false) @Pattern(regexp = Tenant.NAME) @Nullable String tenant,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) Caller caller) {
        var owner = Scope.of(caller, tenant);
        var precondition = new Precondition(ifMatch, null);
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var there = searches.find(owner, name).orElse(null);
            if (there == null) {
                return ResponseEntity.noContent().build();
            }
            if (!precondition.permits(there)) {
                break;
            }
            if (searches.remove(owner, name, there.version(), caller.name())) {
                return ResponseEntity.noContent().build();
            }
        }
        return changed();
    }

    private static ResponseEntity<SearchResponse> answer(Kept kept, HttpStatus status) {
        return ResponseEntity.status(status)
                .eTag(Precondition.tag(kept))
                .body(SearchResponse.from(kept));
    }

    private static ProblemException unknown() {
        return new ProblemException(
                LoggingProblem.UNKNOWN_SEARCH, "GET /api/logs/searches lists those that are kept.");
    }

    private static ResponseEntity<?> changed() {
        return Problems.response(
                LoggingProblem.PRECONDITION_FAILED,
                "Read the search again and send the ETag of that answer in If-Match.");
    }

    /// Searches that are kept.
    ///
    /// @param items by name
    record Searches(List<SearchResponse> items) {}
}
