package dev.konbini.cli.traffic;

import dev.konbini.cli.shop.TestOrder;
import dev.konbini.cli.traffic.Caller.Broken;
import java.util.Map;
import java.util.UUID;

/// One shopper's journey: search, look at a product, put it into a cart, take the offer, order,
/// track the order. An operator then looks at the newest log lines.
///
/// @param sku what is bought
/// @param token an operator's
record Visit(Caller caller, Observed observed, String sku, String token) {

    /// How many requests it consists of.
    static final int REQUESTS = 8;

    /// Runs until it ends, or until a step fails that the next ones need. Who finds nothing goes to
    /// the product by its address.
    void run() {
        search();
        try {
            get("product", "/api/products/" + sku, Map.of());
            var cart =
                    caller.send("cart", 201, "POST", "/api/carts", Map.of(), Map.of())
                            .path("id")
                            .asString("");
            caller.send(
                    "line",
                    200,
                    "PUT",
                    "/api/carts/" + cart + "/lines/" + sku,
                    Map.of("quantity", 1),
                    Map.of());
            var offer =
                    caller.send(
                            "offer",
                            200,
                            "POST",
                            "/api/carts/" + cart + "/offer",
                            Map.of(),
                            Map.of());
            var order = offer.path("offerId").asString("");
            order(order, offer.path("offer").asString(""));
            var operator = Map.of("Authorization", "Bearer " + token);
            get("track", "/api/orders/" + order, operator);
            get("logs", "/api/logs?size=5", operator);
        } catch (Broken noted) {
            // What failed is among what was observed.
        }
    }

    private void search() {
        try {
            get("search", "/api/products?q=tea&size=5", Map.of());
        } catch (Broken noted) {
            // No other step needs what it finds.
        }
    }

    private void order(String id, String offer) throws Broken {
        var body = TestOrder.of(offer, "upgrade@konbini.dev");
        var key = Map.of("Idempotency-Key", "\"" + UUID.randomUUID() + "\"");
        try {
            caller.send("order", 201, "POST", "/api/orders", body, key);
            observed.acknowledge(id);
        } catch (Broken e) {
            observed.leaveUnanswered(id);
            throw e;
        }
    }

    private void get(String step, String path, Map<String, String> headers) throws Broken {
        var _ = caller.send(step, 200, "GET", path, null, headers);
    }
}
