package dev.konbini.commerce.offer.web;

import dev.konbini.commerce.offer.Offer;
import dev.konbini.commerce.pricing.MoneyResponse;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/// An offer as it is answered.
@Schema(name = "Offer")
record OfferResponse(
        @Schema(description = "Becomes the order's id.") String offerId,
        @Schema(description = "A JWS in compact form (RFC 7515): send it to place the order.")
                String offer,
        MoneyResponse total,
        Instant expiresAt) {

    static OfferResponse from(Offer offer) {
        return new OfferResponse(
                offer.id(), offer.jws(), MoneyResponse.from(offer.total()), offer.expiresAt());
    }
}
