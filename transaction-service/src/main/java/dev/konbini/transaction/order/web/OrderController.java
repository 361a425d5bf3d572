package dev.konbini.transaction.order.web;

import dev.konbini.transaction.idempotency.FirstAnswers;
import dev.konbini.transaction.idempotency.RequestName;
import dev.konbini.transaction.offer.Offer;
import dev.konbini.transaction.offer.VerifyOffer;
import dev.konbini.transaction.order.Order;
import dev.konbini.transaction.order.OrderStatus;
import dev.konbini.transaction.order.OrdersQuery;
import dev.konbini.transaction.order.PlaceOrder;
import dev.konbini.transaction.order.mongo.MongoOrders;
import dev.konbini.transaction.problem.TransactionProblem;
import dev.konbini.web.access.Caller;
import dev.konbini.web.access.Role;
import dev.konbini.web.page.Cursor;
import dev.konbini.web.page.Page;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemType;
import dev.konbini.web.problem.Problems;
import dev.konbini.web.problem.RequestProblem;
import dev.konbini.web.time.RequestTime;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Placing orders and reading them back.
@RestController
@RequestMapping("/api/orders")
@Tag(name = "Orders")
final class OrderController {

    private static final String RETRY_AFTER_SECONDS = "1";

    private final PlaceOrder placeOrder;
    private final MongoOrders orders;
    private final VerifyOffer verifyOffer;
    private final FirstAnswers answers;

    OrderController(
            PlaceOrder placeOrder,
            MongoOrders orders,
            VerifyOffer verifyOffer,
            FirstAnswers answers) {
        this.placeOrder = placeOrder;
        this.orders = orders;
        this.verifyOffer = verifyOffer;
        this.answers = answers;
    }

    @PostMapping
    @Operation(
            summary = "Places the order that an offer holds",
            description =
                    "One offer is at most one order, whatever is repeated. After any failure, or none, the same"
                            + " request may be sent again: it goes on where it stopped and answers as the first one did. After"
                            + " a 402 or 409 another card or another try may be sent for the same offer.")
    @ApiResponse(
            responseCode = "201",
            description = "The order is confirmed, now or by an earlier request that said the same",
            content = @Content(schema = @Schema(implementation = OrderResponse.class)))
    @ApiResponse(responseCode = "400", description = "invalid-request")
    @ApiResponse(
            responseCode = "402",
            description = "payment-declined, with the processor's `code`")
    @ApiResponse(
            responseCode = "409",
            description =
                    "already-placed with another payment, address or email, `order` names it; payment-in-progress;"
                            + " too-many-attempts; or out-of-stock with the SKUs in `missing`")
    @ApiResponse(responseCode = "410", description = "offer-lapsed")
    @ApiResponse(
            responseCode = "422",
            description = "idempotency-key-reused, offer-invalid or payment-token-unknown")
    @ApiResponse(
            responseCode = "503",
            description = "unavailable: send the same request again after `Retry-After`")
    ResponseEntity<?> place(
            @Valid @RequestBody PlaceOrderRequest request,
            @Parameter(
                            description =
                                    "The caller's name for this request; a repeat with it gets the first answer, unless"
                                            + " that was a 409")
                    @RequestHeader(name = RequestName.HEADER, required = false)
                    @Nullable String idempotencyKey,
            @Parameter(hidden = true) Caller caller) {
        var name = RequestName.of(idempotencyKey, caller, "POST /api/orders").orElse(null);
        if (name == null) {
            return place(request, caller, null);
        }
        // All guests are one caller, but only one of them has the offer.
        var own = caller.subject() == null ? name.of(request.offer()) : name;
        return answers.answer(own, request, () -> place(request, caller, name));
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "Reads one order",
            description =
                    "For its owner, who is the signed-in shopper who placed it or whoever sends its offer in"
                            + " `Konbini-Offer`, and for operators. To anybody else it is not there.")
    @ApiResponse(
            responseCode = "200",
            description = "The order",
            content = @Content(schema = @Schema(implementation = OrderResponse.class)))
    @ApiResponse(
            responseCode = "404",
            description = "not-found: there is none, or not for this caller")
    ResponseEntity<?> read(
            @PathVariable String id,
            @Parameter(description = "The order's offer, a JWS in compact form; it may have lapsed")
                    @RequestHeader(name = "Konbini-Offer", required = false)
                    @Nullable String offer,
            @Parameter(hidden = true) Caller caller) {
        return orders.find(id)
                .filter(order -> owns(caller, offer, order))
                .<ResponseEntity<?>>map(order ->
                        ResponseEntity.ok().eTag(eTag(order)).body(OrderResponse.from(order)))
                .orElseGet(() ->
                        Problems.response(
                                RequestProblem.NOT_FOUND,
                                "There is no such order, or not for this caller."));
    }

    @GetMapping
    @Operation(
            summary = "Lists orders, the latest first",
            description = "An operator sees all, a shopper their own.")
    @ApiResponse(responseCode = "200", description = "One page")
    @ApiResponse(responseCode = "400", description = "invalid-request or invalid-cursor")
    Page<OrderResponse> list(
            @RequestParam(required = false)
                    @Nullable @Pattern(
                            regexp = "pending|confirmed|rejected|cancelled",
                            message = "must be pending, confirmed, rejected or cancelled")
                    String status,
            @Parameter(description = "Placed then or later") @RequestParam(required = false)
                    @Nullable Instant from,
            @Parameter(description = "Placed before then") @RequestParam(required = false)
                    @Nullable Instant to,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false)
                    @Nullable String after,
            @Parameter(hidden = true) Caller caller) {
        // One more than is shown tells whether another page follows.
        var query =
                new OrdersQuery(
                        // A shopper without a name owns nothing; null would be everything.
                        caller.is(Role.OPERATOR)
                                ? null
                                : Objects.requireNonNullElse(caller.subject(), ""),
                        status == null
                                ? null
                                : OrderStatus.valueOf(status.toUpperCase(Locale.ROOT)),
                        from,
                        to,
                        after == null ? null : place(after),
                        size + 1);
        var found = orders.list(query);
        var shown = found.stream().limit(size).toList();
        return new Page<>(
                shown.stream().map(OrderResponse::from).toList(),
                found.size() > size ? cursor(shown.getLast()) : null);
    }

    private ResponseEntity<?> place(
            PlaceOrderRequest request, Caller caller, @Nullable RequestName name) {
        return switch (verifyOffer.verify(request.offer())) {
            case VerifyOffer.Outcome.Invalid invalid ->
                    at(TransactionProblem.OFFER_INVALID, "/offer", invalid.reason());
            case VerifyOffer.Outcome.Verified verified ->
                    answer(placeOrder.place(command(verified.offer(), request, caller, name)));
        };
    }

    private static PlaceOrder.Command command(
            Offer offer, PlaceOrderRequest request, Caller caller, @Nullable RequestName name) {
        return new PlaceOrder.Command(
                offer,
                request.payment().token(),
                request.shipTo().toAddress(),
                request.email(),
                caller.is(Role.SHOPPER) ? caller.subject() : null,
                name);
    }

    private static ResponseEntity<?> answer(PlaceOrder.Outcome outcome) {
        return switch (outcome) {
            case PlaceOrder.Outcome.Placed placed ->
                    ResponseEntity.created(URI.create("/api/orders/" + placed.order().id()))
                            .eTag(eTag(placed.order()))
                            .body(OrderResponse.from(placed.order()));
            case PlaceOrder.Outcome.UnknownToken() ->
                    at(
                            TransactionProblem.PAYMENT_TOKEN_UNKNOWN,
                            "/payment/token",
                            "It stands for no card.");
            case PlaceOrder.Outcome.AlreadyPlaced(var earlier) ->
                    refusal(
                            TransactionProblem.ALREADY_PLACED,
                            "It was placed with another payment, address or email, and stays so.",
                            Map.of("order", earlier.id()));
            case PlaceOrder.Outcome.PaymentInProgress() ->
                    Problems.response(
                            TransactionProblem.PAYMENT_IN_PROGRESS,
                            "Wait until it has ended, or send the same payment, address and email again.");
            case PlaceOrder.Outcome.OfferLapsed() ->
                    Problems.response(
                            TransactionProblem.OFFER_LAPSED, "Ask the cart for a new offer.");
            case PlaceOrder.Outcome.TooManyAttempts() ->
                    Problems.response(
                            TransactionProblem.TOO_MANY_ATTEMPTS,
                            "An offer may be tried %d times. Ask the cart for a new one, with this one's id as renew."
                                    .formatted(Order.ATTEMPTS_MAX));
            case PlaceOrder.Outcome.OutOfStock(var missing) ->
                    refusal(
                            TransactionProblem.OUT_OF_STOCK,
                            "Take less of what is missing, or try again later.",
                            Map.of("missing", missing));
            case PlaceOrder.Outcome.PaymentDeclined(var code) ->
                    refusal(
                            TransactionProblem.PAYMENT_DECLINED,
                            "Try another card.",
                            Map.of("code", code));
            case PlaceOrder.Outcome.Unsettled() -> unsettled();
        };
    }

    private static ResponseEntity<?> unsettled() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return Problems.response(
                RequestProblem.UNAVAILABLE,
                "The order is not settled yet. Send the same request again; it goes on where this one stopped.",
                Map.of(),
                headers);
    }

    private static ResponseEntity<?> refusal(
            ProblemType type, String detail, Map<String, Object> properties) {
        return Problems.response(type, detail, properties, HttpHeaders.EMPTY);
    }

    private static ResponseEntity<?> at(ProblemType type, String pointer, String detail) {
        return Problems.response(type, detail, List.of(FieldProblem.at(pointer, detail)));
    }

    private boolean owns(Caller caller, @Nullable String jws, Order order) {
        if (caller.is(Role.OPERATOR)) {
            return true;
        }
        if (caller.is(Role.SHOPPER)
                && caller.subject() != null
                && order.owners().contains(caller.subject())) {
            return true;
        }
        return Optional.ofNullable(jws)
                .map(verifyOffer::verify)
                .filter(outcome ->
                        outcome instanceof VerifyOffer.Outcome.Verified(var offer)
                                && offer.id().equals(order.id()))
                .isPresent();
    }

    private static String eTag(Order order) {
        return "\"" + order.revision() + "\"";
    }

    private static String cursor(Order last) {
        return Cursor.of(last.placedAt().toString(), last.id());
    }

    private static OrdersQuery.Place place(String cursor) {
        var parts = Cursor.parts(cursor, 2);
        try {
            return new OrdersQuery.Place(RequestTime.parse(parts.getFirst()), parts.getLast());
        } catch (DateTimeException e) {
            throw Cursor.invalid();
        }
    }
}
