package dev.konbini.transaction.order;

import org.jspecify.annotations.Nullable;

/// Where an order is sent.
///
/// @param country ISO 3166-1 alpha-2
public record Address(
        String name,
        String line1,
        @Nullable String line2,
        String city,
        @Nullable String region,
        String postalCode,
        String country) {}
