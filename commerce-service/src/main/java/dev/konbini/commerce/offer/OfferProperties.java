package dev.konbini.commerce.offer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/// How offers are signed and how long they hold.
///
/// @param signingKey where the private key is: a JWK (RFC 7517) on the curve P-256, with a `kid`
///   under which transaction-service finds its public half
/// @param lifetime how long an offer holds
/// @param renewBefore how long before its end an offer is no longer given again, so that whoever
///   gets one can still use it; shorter than `lifetime`
@ConfigurationProperties("konbini.offers")
public record OfferProperties(
        @Nullable Resource signingKey,
        @DefaultValue("15m") Duration lifetime,
        @DefaultValue("2m") Duration renewBefore) {

    public OfferProperties {
        if (renewBefore.compareTo(lifetime) >= 0) {
            throw new IllegalArgumentException(
                    "konbini.offers.renew-before must be shorter than konbini.offers.lifetime");
        }
    }
}
