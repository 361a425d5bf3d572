package dev.konbini.transaction.stock.web;

import dev.konbini.transaction.idempotency.FirstAnswers;
import dev.konbini.transaction.idempotency.RequestName;
import dev.konbini.transaction.problem.TransactionProblem;
import dev.konbini.transaction.stock.AdjustmentName;
import dev.konbini.transaction.stock.ChangeStock;
import dev.konbini.transaction.stock.StockItem;
import dev.konbini.transaction.stock.mongo.MongoStock;
import dev.konbini.transaction.stock.web.StockResponse.LevelResponse;
import dev.konbini.web.access.Caller;
import dev.konbini.web.page.Page;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.Problems;
import dev.konbini.web.problem.RequestProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Reading and changing how much there is.
@RestController
@RequestMapping("/api/stock")
@Tag(name = "Stock")
final class StockController {

    private static final int SKUS_MAX = 100;
    static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    static final String NAME_MESSAGE =
            "must be 1 to 64 letters, digits, dots, underscores and hyphens";
    private static final String RETRY_AFTER_SECONDS = "1";

    private final ChangeStock changeStock;
    private final MongoStock stock;
    private final FirstAnswers answers;

    StockController(ChangeStock changeStock, MongoStock stock, FirstAnswers answers) {
        this.changeStock = changeStock;
        this.stock = stock;
        this.answers = answers;
    }

    @GetMapping
    @Operation(
            summary = "Reads the stock of several products",
            description =
                    "One item for each SKU asked for, in that order; one that is not stocked has no locations.")
    @ApiResponse(responseCode = "200", description = "Their stock, on one page")
    Page<StockResponse> readAll(
            @RequestParam @Size(min = 1, max = SKUS_MAX) List<@Pattern(regexp = NAME, message = NAME_MESSAGE) String> sku) {
        var levels = stock.levelsBySku(sku);
        return new Page<>(
                sku.stream()
                        .distinct()
                        .map(wanted ->
                                StockResponse.from(wanted, levels.getOrDefault(wanted, List.of())))
                        .toList(),
                null);
    }

    @GetMapping("/{sku}")
    @Operation(summary = "Reads the stock of one product at all locations")
    @ApiResponse(
            responseCode = "200",
            description = "On hand, reserved and available by location",
            content = @Content(schema = @Schema(implementation = StockResponse.class)))
    @ApiResponse(responseCode = "404", description = "not-found: it is not stocked anywhere")
    ResponseEntity<?> read(
            @PathVariable @Pattern(regexp = NAME, message = NAME_MESSAGE) String sku) {
        var items = stock.levelsBySku(List.of(sku)).get(sku);
        // Each change makes one of the versions grow, and none ever falls, so their sum names the
        // state.
        return items == null
                ? notStocked()
                : ResponseEntity.ok()
                        .eTag("\"" + items.stream().mapToLong(StockItem::version).sum() + "\"")
                        .body(StockResponse.from(sku, items));
    }

    @GetMapping("/{sku}/{location}")
    @Operation(
            summary =
                    "Reads the stock of one product at one location, with the ETag that a change may name")
    @ApiResponse(
            responseCode = "200",
            description = "On hand, reserved and available",
            content = @Content(schema = @Schema(implementation = LevelResponse.class)))
    @ApiResponse(responseCode = "404", description = "not-found: it is not stocked there")
    ResponseEntity<?> read(
            @PathVariable @Pattern(regexp = NAME, message = NAME_MESSAGE) String sku,
            @PathVariable @Pattern(regexp = NAME, message = NAME_MESSAGE) String location) {
        return stock.find(sku, location)
                .<ResponseEntity<?>>map(StockController::level)
                .orElseGet(StockController::notStocked);
    }

    @PutMapping("/{sku}/{location}")
    @Operation(
            summary = "Sets how many units are on hand",
            description =
                    "A repeat changes nothing further. With `If-Match` only if the stock is as it was seen, or"
                            + " as many are on hand already; with `If-None-Match: *` only if there is none yet.")
    @ApiResponse(
            responseCode = "200",
            description = "The stock as it is now",
            content = @Content(schema = @Schema(implementation = LevelResponse.class)))
    @ApiResponse(
            responseCode = "201",
            description = "The stock, which is new",
            content = @Content(schema = @Schema(implementation = LevelResponse.class)))
    @ApiResponse(
            responseCode = "409",
            description = "stock-reserved: more units are reserved than would be on hand")
    @ApiResponse(responseCode = "412", description = "stock-changed")
    ResponseEntity<?> put(
            @PathVariable @Pattern(regexp = NAME, message = NAME_MESSAGE) String sku,
            @PathVariable @Pattern(regexp = NAME, message = NAME_MESSAGE) String location,
            @Valid @RequestBody OnHandRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
                    @Nullable String ifNoneMatch) {
        var version = StockVersion.wanted(ifMatch, ifNoneMatch);
        return answer(changeStock.put(sku, location, request.onHand(), version));
    }

    @PostMapping("/{sku}/{location}/adjust")
    @Operation(
            summary = "Adds units to what is on hand, or takes them away",
            description =
                    "Needs `Idempotency-Key` or `If-Match`, so that a repeat does not adjust twice.")
    @ApiResponse(
            responseCode = "200",
            description = "The stock as it is now",
            content = @Content(schema = @Schema(implementation = LevelResponse.class)))
    @ApiResponse(
            responseCode = "404",
            description = "not-found: there is no stock there to adjust; put it first")
    @ApiResponse(
            responseCode = "409",
            description = "stock-reserved: more units are reserved than would be on hand")
    @ApiResponse(responseCode = "412", description = "stock-changed")
    @ApiResponse(responseCode = "422", description = "idempotency-key-reused")
    @ApiResponse(responseCode = "428", description = "precondition-missing")
    ResponseEntity<?> adjust(
            @PathVariable @Pattern(regexp = NAME, message = NAME_MESSAGE) String sku,
            @PathVariable @Pattern(regexp = NAME, message = NAME_MESSAGE) String location,
            @Valid @RequestBody AdjustRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = RequestName.HEADER, required = false)
                    @Nullable String idempotencyKey,
            @Parameter(hidden = true) Caller caller) {
        var version = StockVersion.seen(ifMatch);
        var endpoint = "POST /api/stock/%s/%s/adjust".formatted(sku, location);
        var name = RequestName.of(idempotencyKey, caller, endpoint);
        if (name.isPresent()) {
            return answers.answer(
                    name.get(),
                    request,
                    until ->
                            answer(
                                    changeStock.adjust(
                                            sku,
                                            location,
                                            request.by(),
                                            version,
                                            new AdjustmentName(name.get().hash(), until))));
        }
        return version == null
                ? Problems.response(
                        TransactionProblem.PRECONDITION_MISSING,
                        "Send Idempotency-Key, or If-Match with an ETag, with an adjustment.")
                : answer(changeStock.adjust(sku, location, request.by(), version, null));
    }

    private static ResponseEntity<?> answer(ChangeStock.Outcome outcome) {
        return switch (outcome) {
            case ChangeStock.Outcome.Created(var item) ->
                    ResponseEntity.created(
                                    URI.create("/api/stock/" + item.sku() + "/" + item.location()))
                            .eTag(StockVersion.eTag(item))
                            .body(LevelResponse.from(item));
            case ChangeStock.Outcome.Done(var item) -> level(item);
            case ChangeStock.Outcome.Unknown() -> notStocked();
            case ChangeStock.Outcome.Changed() ->
                    Problems.response(
                            TransactionProblem.STOCK_CHANGED,
                            "Read the stock again and decide anew.");
            case ChangeStock.Outcome.Reserved(var item) ->
                    Problems.response(
                            TransactionProblem.STOCK_RESERVED,
                            "%d units are reserved; leave at least so many on hand."
                                    .formatted(item.reserved()));
            case ChangeStock.Outcome.TooMany() ->
                    Problems.response(
                            RequestProblem.INVALID_REQUEST,
                            "Change what errors[] names.",
                            List.of(
                                    FieldProblem.at(
                                            "/by",
                                            "would leave more than %d units on hand"
                                                    .formatted(StockItem.ON_HAND_MAX))));
            case ChangeStock.Outcome.Contended() -> contended();
        };
    }

    private static ResponseEntity<?> level(StockItem item) {
        return ResponseEntity.ok().eTag(StockVersion.eTag(item)).body(LevelResponse.from(item));
    }

    private static ResponseEntity<?> notStocked() {
        return Problems.response(RequestProblem.NOT_FOUND, "The product is not stocked there.");
    }

    private static ResponseEntity<?> contended() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return Problems.response(
                RequestProblem.UNAVAILABLE,
                "Too many change this stock at once. Try again.",
                Map.of(),
                headers);
    }
}
