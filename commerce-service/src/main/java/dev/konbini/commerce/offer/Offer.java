package dev.konbini.commerce.offer;

import dev.konbini.commerce.pricing.Money;
import java.time.Instant;

/// A frozen cart, signed.
///
/// @param id becomes the order's id
/// @param jws the offer itself, a JWS in compact form (RFC 7515)
/// @param expiresAt in whole seconds, as the signed claim is
public record Offer(String id, String jws, Money total, Instant expiresAt) {}
