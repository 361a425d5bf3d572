package dev.konbini.commerce.offer;

import dev.konbini.commerce.pricing.Money;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

/// The offer that a state of a cart was last given, as it is stored. Public, since the driver
/// reaches no other records.
///
/// @param id the cart and the fingerprint of its state
/// @param amount exact, as text
public record OfferDocument(
        @BsonId String id,
        String offerId,
        String jws,
        String amount,
        String currency,
        Instant expiresAt) {

    static final String COLLECTION = "offers";

    static OfferDocument from(String key, Offer offer) {
        return new OfferDocument(
                key,
                offer.id(),
                offer.jws(),
                offer.total().text(),
                offer.total().currency().getCurrencyCode(),
                offer.expiresAt());
    }

    Offer toOffer() {
        return new Offer(offerId, jws, Money.of(amount, currency), expiresAt);
    }
}
