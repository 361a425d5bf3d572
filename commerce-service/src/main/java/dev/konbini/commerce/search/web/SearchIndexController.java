package dev.konbini.commerce.search.web;

import dev.konbini.commerce.problem.CommerceProblem;
import dev.konbini.commerce.search.IndexStatus;
import dev.konbini.commerce.search.RebuildIndex;
import dev.konbini.web.access.Caller;
import dev.konbini.web.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The index over HTTP, for operators.
@RestController
@RequestMapping("/api/search-index")
@Tag(name = "Search index")
@SecurityRequirement(name = "token")
class SearchIndexController {

    private final IndexStatus status;
    private final RebuildIndex rebuildIndex;

    SearchIndexController(IndexStatus status, RebuildIndex rebuildIndex) {
        this.status = status;
        this.rebuildIndex = rebuildIndex;
    }

    @GetMapping
    @Operation(summary = "How well the index follows the database, and the last rebuild")
    SearchIndexResponse get() {
        return SearchIndexResponse.from(status.status());
    }

    @PostMapping("/rebuild")
    @Operation(
            summary = "Build a new index beside the live one and swap them when they agree",
            description = "Returns at once; read the index to see how it goes.")
    @ApiResponse(
            responseCode = "202",
            description = "It has begun",
            content = @Content(schema = @Schema(implementation = SearchIndexResponse.class)))
    @ApiResponse(responseCode = "409", description = "rebuild-running")
    @ApiResponse(responseCode = "503", description = "search-unavailable")
    ResponseEntity<?> rebuild(@Parameter(hidden = true) Caller caller) {
        return switch (rebuildIndex.start(caller.name())) {
            case RebuildIndex.Outcome.Unavailable() ->
                    ProductListController.unavailable("Elasticsearch does not answer.");
            case RebuildIndex.Outcome.Running() ->
                    Problems.response(
                            CommerceProblem.REBUILD_RUNNING,
                            "Read /api/search-index to see how far it is.");
            case RebuildIndex.Outcome.Started() ->
                    ResponseEntity.accepted()
                            .location(URI.create("/api/search-index"))
                            .body(SearchIndexResponse.from(status.status()));
        };
    }
}
