package dev.konbini.cli.shop;

import java.util.Map;

/// The body of an order that nobody waits for, paid with a test card of the sandbox.
public final class TestOrder {

    private static final Map<String, String> ADDRESS =
            Map.of(
                    "name", "Konbini",
                    "line1", "1-1 Chiyoda",
                    "city", "Tokyo",
                    "postalCode", "100-0001",
                    "country", "JP");

    private TestOrder() {}

    /// The body of `POST /api/orders`.
    ///
    /// @param offer as it was signed
    public static Map<String, Object> of(String offer, String email) {
        return Map.of(
                "offer", offer,
                "payment", Map.of("method", "card", "token", "tok_visa"),
                "email", email,
                "shipTo", ADDRESS);
    }
}
