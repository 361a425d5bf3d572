package dev.konbini.commerce.cart.web;

import dev.konbini.commerce.cart.Cart;
import dev.konbini.commerce.cart.CartLine;
import dev.konbini.commerce.cart.Carts;
import dev.konbini.commerce.cart.EditCart;
import dev.konbini.commerce.cart.PriceCart;
import dev.konbini.commerce.catalogue.Language;
import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.commerce.precondition.EntityTag;
import dev.konbini.commerce.precondition.Precondition;
import dev.konbini.commerce.problem.CommerceProblem;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
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

/// Carts over HTTP.
@RestController
@RequestMapping("/api/carts")
@Tag(name = "Carts")
class CartController {

    private final Carts carts;
    private final EditCart editCart;
    private final PriceCart priceCart;

    CartController(Carts carts, EditCart editCart, PriceCart priceCart) {
        this.carts = carts;
        this.editCart = editCart;
        this.priceCart = priceCart;
    }

    @PostMapping
    @Operation(
            summary = "A new cart",
            description = "Nothing need be sent. A cart lapses 30 days after its last change.")
    @ApiResponse(
            responseCode = "201",
            description = "The cart, which is empty",
            useReturnTypeSchema = true)
    ResponseEntity<CartResponse> create(
            @RequestParam(required = false) @Nullable Language lang,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
                    @Nullable String acceptLanguage) {
        return answer(editCart.create(), HttpStatus.CREATED, lang, acceptLanguage);
    }

    @GetMapping("/{id}")
    @Operation(summary = "A cart, with what each line costs now")
    @ApiResponse(
            responseCode = "200",
            description = "The cart",
            content = @Content(schema = @Schema(implementation = CartResponse.class)))
    @ApiResponse(responseCode = "404", description = "cart-not-found")
    ResponseEntity<?> get(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Language lang,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
                    @Nullable String acceptLanguage) {
        return carts.find(id)
                .<ResponseEntity<?>>map(cart -> answer(cart, HttpStatus.OK, lang, acceptLanguage))
                .orElseGet(() -> notFound(id));
    }

    @PutMapping("/{id}/lines/{sku}")
    @Operation(
            summary = "Have so many of a product in the cart",
            description = "A repeat changes nothing. At most 100 lines of at most 999 pieces.")
    @ApiResponse(
            responseCode = "200",
            description = "The cart",
            content = @Content(schema = @Schema(implementation = CartResponse.class)))
    @ApiResponse(responseCode = "404", description = "cart-not-found")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    @ApiResponse(
            responseCode = "422",
            description =
                    "unknown-product, impossible-configuration, too-many-lines, currency-mismatch")
    ResponseEntity<?> put(
            @PathVariable String id,
            @PathVariable Sku sku,
            @Valid @RequestBody LineRequest request,
            @RequestParam(required = false) @Nullable Language lang,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
                    @Nullable String acceptLanguage) {
        if (request.choosesOptions()) {
            return Problems.response(
                    CommerceProblem.IMPOSSIBLE_CONFIGURATION,
                    "Product %s has no options: leave options out.".formatted(sku),
                    List.of(FieldProblem.at("/options", "the product has none")));
        }
        var line = new CartLine(sku, request.quantity());
        var outcome = editCart.put(id, line, Precondition.of(ifMatch, null));
        return answer(outcome, id, sku, lang, acceptLanguage);
    }

    @DeleteMapping("/{id}/lines/{sku}")
    @Operation(
            summary = "Take a product out of the cart",
            description = "Answers the cart that is left, also where the product was not in it.")
    @ApiResponse(
            responseCode = "200",
            description = "The cart",
            content = @Content(schema = @Schema(implementation = CartResponse.class)))
    @ApiResponse(responseCode = "404", description = "cart-not-found")
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    ResponseEntity<?> delete(
            @PathVariable String id,
            @PathVariable Sku sku,
            @RequestParam(required = false) @Nullable Language lang,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
                    @Nullable String acceptLanguage) {
        var outcome = editCart.remove(id, sku, Precondition.of(ifMatch, null));
        return answer(outcome, id, sku, lang, acceptLanguage);
    }

    private ResponseEntity<?> answer(
            EditCart.Outcome outcome,
            String id,
            Sku sku,
            @Nullable Language lang,
            @Nullable String acceptLanguage) {
        return switch (outcome) {
            case EditCart.Outcome.NotFound() -> notFound(id);
            case EditCart.Outcome.PreconditionFailed() ->
                    Problems.response(
                            CommerceProblem.PRECONDITION_FAILED,
                            "Read the cart again and send the ETag of that answer in If-Match.");
            case EditCart.Outcome.UnknownProduct() ->
                    Problems.response(
                            CommerceProblem.UNKNOWN_PRODUCT,
                            "No product has the SKU %s.".formatted(sku));
            case EditCart.Outcome.Full() ->
                    Problems.response(
                            CommerceProblem.TOO_MANY_LINES,
                            "A cart has at most %d lines.".formatted(Cart.LINES_MAX));
            case EditCart.Outcome.MixedCurrencies(var cart, var product) ->
                    Problems.response(
                            CommerceProblem.CURRENCY_MISMATCH,
                            "Product %s is priced in %s, the cart's others in %s: use another cart."
                                    .formatted(sku, product, cart));
            case EditCart.Outcome.Edited(var cart) ->
                    answer(cart, HttpStatus.OK, lang, acceptLanguage);
            case EditCart.Outcome.Busy() -> busy();
        };
    }

    private ResponseEntity<CartResponse> answer(
            Cart cart,
            HttpStatus status,
            @Nullable Language lang,
            @Nullable String acceptLanguage) {
        var language = lang == null ? Language.accepted(acceptLanguage) : lang;
        var response = CartResponse.from(priceCart.price(cart, language));
        var answer =
                ResponseEntity.status(status)
                        .eTag(EntityTag.of(cart.version(), response))
                        .header(HttpHeaders.CONTENT_LANGUAGE, language.code())
                        .varyBy(HttpHeaders.ACCEPT_LANGUAGE);
        if (status == HttpStatus.CREATED) {
            answer.location(URI.create("/api/carts/" + cart.id()));
        }
        return answer.body(response);
    }

    private static ResponseEntity<ProblemDetail> notFound(String id) {
        return Problems.response(
                CommerceProblem.CART_NOT_FOUND,
                "No cart has the id %s; it may have lapsed.".formatted(id));
    }

    private static ResponseEntity<ProblemDetail> busy() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "1");
        return Problems.response(
                CommerceProblem.CART_BUSY,
                "Send the same request again in a second.",
                Map.of(),
                headers);
    }
}
