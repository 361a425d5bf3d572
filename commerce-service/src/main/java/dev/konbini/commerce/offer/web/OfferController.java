package dev.konbini.commerce.offer.web;

import dev.konbini.commerce.catalogue.Language;
import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.commerce.offer.MakeOffer;
import dev.konbini.commerce.problem.CommerceProblem;
import dev.konbini.web.access.Caller;
import dev.konbini.web.access.Role;
import dev.konbini.web.problem.Problems;
import io.micrometer.tracing.Tracer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Offers over HTTP.
@RestController
@Tag(name = "Carts")
class OfferController {

    private final MakeOffer makeOffer;
    private final ObjectProvider<Tracer> tracer;

    OfferController(MakeOffer makeOffer, ObjectProvider<Tracer> tracer) {
        this.makeOffer = makeOffer;
        this.tracer = tracer;
    }

    @PostMapping("/api/carts/{id}/offer")
    @Operation(
            summary = "Freeze the cart into a signed offer",
            description =
                    "The same products, quantities and prices give the same offer until it is near"
                            + " its end or is renewed. Many lines with long names have these cut"
                            + " in the offer.")
    @ApiResponse(
            responseCode = "200",
            description = "The offer",
            content = @Content(schema = @Schema(implementation = OfferResponse.class)))
    @ApiResponse(responseCode = "404", description = "cart-not-found")
    @ApiResponse(responseCode = "409", description = "product-gone, with skus")
    @ApiResponse(responseCode = "422", description = "cart-empty, currency-mismatch")
    ResponseEntity<?> make(
            @PathVariable String id,
            @Parameter(hidden = true) Caller caller,
            @RequestParam(required = false) @Nullable Language lang,
            @Parameter(
                            description =
                                    "offerId of an offer that is an order already, was tried too"
                                            + " often, or was signed by a key that was withdrawn: if"
                                            + " it is the cart's, a new one takes its place. A"
                                            + " repeat gets the new one again.")
                    @RequestParam(required = false)
                    @Nullable String renew,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
                    @Nullable String acceptLanguage) {
        var language = lang == null ? Language.accepted(acceptLanguage) : lang;
        // Operators try things out for guests; only a shopper comes to own what is ordered.
        var subject = caller.is(Role.SHOPPER) ? caller.subject() : null;
        return switch (makeOffer.make(
                new MakeOffer.Command(id, language, subject, renew, currentTraceId()))) {
            case MakeOffer.Outcome.CartNotFound() ->
                    Problems.response(
                            CommerceProblem.CART_NOT_FOUND,
                            "No cart has the id %s; it may have lapsed.".formatted(id));
            case MakeOffer.Outcome.Empty() ->
                    Problems.response(
                            CommerceProblem.CART_EMPTY, "Put something into the cart first.");
            case MakeOffer.Outcome.Gone(var skus) -> gone(skus);
            case MakeOffer.Outcome.MixedCurrencies() ->
                    Problems.response(
                            CommerceProblem.CURRENCY_MISMATCH,
                            "The products are priced in several currencies now: use a cart for"
                                    + " each.");
            case MakeOffer.Outcome.Offered(var offer) ->
                    ResponseEntity.ok(OfferResponse.from(offer));
        };
    }

    private static ResponseEntity<ProblemDetail> gone(List<Sku> skus) {
        var names = skus.stream().map(Sku::value).toList();
        return Problems.response(
                CommerceProblem.PRODUCT_GONE,
                names.stream()
                        .collect(Collectors.joining(", ", "Take these out of the cart: ", ".")),
                Map.of("skus", names),
                HttpHeaders.EMPTY);
    }

    private @Nullable String currentTraceId() {
        var available = tracer.getIfAvailable();
        var span = available == null ? null : available.currentSpan();
        return span == null ? null : span.context().traceId();
    }
}
