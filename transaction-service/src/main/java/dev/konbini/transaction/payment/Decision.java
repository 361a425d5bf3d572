package dev.konbini.transaction.payment;

/// What the processor says to a wish to authorise.
public sealed interface Decision {

    record Authorized(Authorization authorization) implements Decision {}

    /// Nothing is held.
    ///
    /// @param code why, in Stripe's words (https://docs.stripe.com/declines/codes)
    record Declined(String code) implements Decision {}
}
