package dev.konbini.transaction.offer;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/// How offers are checked.
///
/// @param verificationKeys where commerce-service's public keys are: a JWK set (RFC 7517) of P-256
///   keys, each with a `kid`. It is read at the first offer, and again at the first one after the
///   file has changed, so keys are added and withdrawn while the service runs
@Validated
@ConfigurationProperties("konbini.offers")
public record OfferProperties(@NotNull Resource verificationKeys) {}
