package dev.konbini.e2e;

import java.util.Map;
import java.util.UUID;

/// What shoppers do, and the operator who fills the shelves for them.
///
/// @param gateway where the shop is
/// @param headers sent with each of a shopper's requests
record Shop(Gateway gateway, Map<String, String> headers) {

    Shop(Gateway gateway) {
        this(gateway, Map.of());
    }

    /// The same shop, visited under the trace `traceId`.
    Shop tracedAs(String traceId) {
        return new Shop(gateway, Map.of("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01"));
    }

    /// Adds a product of which there are `onHand` units.
    ///
    /// @return its SKU
    String stocked(int onHand) {
        var sku = "E2E-" + UUID.randomUUID().toString().substring(0, 8);
        gateway.put(
                        "/api/products/" + sku,
                        Map.of(
                                "name", Map.of("en", "Green tea", "ja", "緑茶"),
                                "price", Map.of("amount", "3.50", "currency", "USD")))
                .good();
        gateway.put("/api/stock/" + sku + "/tokyo", Map.of("onHand", onHand)).good();
        return sku;
    }

    /// Puts one unit of `sku` into a new cart and has its offer made.
    ///
    /// @return the signed offer
    String offer(String sku) {
        var cart =
                gateway.send("POST", "/api/carts", Map.of(), headers).good().path("id").asString();
        gateway.send("PUT", "/api/carts/" + cart + "/lines/" + sku, Map.of("quantity", 1), headers)
                .good();
        return gateway.send("POST", "/api/carts/" + cart + "/offer", null, headers)
                .good()
                .path("offer")
                .asString();
    }

    /// Orders what `offer` offers.
    Gateway.Answer order(String offer) {
        return gateway.send(
                "POST",
                "/api/orders",
                Map.of(
                        "offer",
                        offer,
                        "payment",
                        Map.of("method", "card", "token", "tok_visa"),
                        "email",
                        "ann@example.com",
                        "shipTo",
                        Map.of(
                                "name", "Ann Shopper",
                                "line1", "1-1 Chiyoda",
                                "city", "Tokyo",
                                "postalCode", "100-0001",
                                "country", "JP")),
                headers);
    }

    /// How many units of `sku` can be ordered.
    int available(String sku) {
        return gateway.get("/api/stock/" + sku)
                .good()
                .path("locations")
                .valueStream()
                .mapToInt(location -> location.path("available").asInt())
                .sum();
    }
}
