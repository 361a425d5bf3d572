package dev.konbini.transaction.offer;

import dev.konbini.transaction.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The claims of an offer as they are written; anything may be missing until [#toOffer] has looked.
record OfferClaims(
        @Nullable String iss,
        @Nullable String jti,
        @Nullable Long exp,
        @Nullable String sub,
        @Nullable String traceId,
        @Nullable Money total,
        @Nullable List<Line> lines) {

    private static final String ISSUER = "konbini/commerce-service";
    private static final int TEXT_MAX = 500;

    record Line(
            @Nullable String sku,
            @Nullable String name,
            @Nullable Integer quantity,
            @Nullable Money unitPrice,
            @Nullable Money total) {

        Offer.Line toLine() {
            return new Offer.Line(
                    text(sku, "sku"),
                    text(name, "name"),
                    given(quantity, "quantity"),
                    given(unitPrice, "unitPrice"),
                    given(total, "total"));
        }
    }

    /// Makes an offer of claims that are complete.
    ///
    /// @throws IllegalArgumentException if a claim is missing or is not what the contract says
    Offer toOffer() {
        if (!ISSUER.equals(iss)) {
            throw new IllegalArgumentException("An offer's iss is " + ISSUER);
        }
        return new Offer(
                UUID.fromString(given(jti, "jti")).toString(),
                Instant.ofEpochSecond(given(exp, "exp")),
                sub,
                traceId,
                given(lines, "lines").stream().map(Line::toLine).toList(),
                given(total, "total"));
    }

    private static String text(@Nullable String value, String claim) {
        var text = given(value, claim);
        if (text.isBlank() || text.length() > TEXT_MAX) {
            throw new IllegalArgumentException(claim + " has 1 to " + TEXT_MAX + " characters");
        }
        return text;
    }

    private static <T> T given(@Nullable T value, String claim) {
        if (value == null) {
            throw new IllegalArgumentException(claim + " is missing");
        }
        return value;
    }
}
