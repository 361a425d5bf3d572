package dev.konbini.cli.verify;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.shop.Shop;
import dev.konbini.cli.shop.TestOrder;
import dev.konbini.cli.shop.TestProduct;
import dev.konbini.cli.task.Tasks;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// One order's way, from a product to the order's timeline.
///
/// Each step says what it has found, so that of a failed one the last line is the step before it.
///
/// @param said told each step that went well
record Journey(Shop shop, Consumer<String> said) {

    static final String SKU = "KONBINI-VERIFY";

    private static final Duration PAUSE = Duration.ofMillis(250);

    /// @param patience how long the timeline may take to be whole
    /// @throws Refusal at the first step that does not go as it should
    void run(Duration patience) {
        var product = new TestProduct(shop, SKU, "Test of the suite", "動作確認", "verify");
        product.put(product.reserved() + 1);
        try {
            awaitTimeline(order(offer(cart())), patience);
        } finally {
            product.remove();
        }
    }

    private String cart() {
        var cart = shop.post("/api/carts", Map.of(), Map.of()).body().path("id").asString();
        shop.put("/api/carts/" + cart + "/lines/" + SKU, Map.of("quantity", 1)).body();
        said.accept("cart      " + cart);
        return cart;
    }

    private String offer(String cart) {
        var offer = shop.post("/api/carts/" + cart + "/offer", Map.of(), Map.of()).body();
        said.accept("offer     " + offer.path("offerId").asString());
        return offer.path("offer").asString();
    }

    private String order(String offer) {
        var body = TestOrder.of(offer, "verify@konbini.dev");
        var key = Map.of("Idempotency-Key", "\"" + UUID.randomUUID() + "\"");
        var order = shop.post("/api/orders", body, key).body();
        var id = order.path("id").asString();
        var status = order.path("status").asString("");
        if (!status.equals("confirmed")) {
            throw Refusal.failed("Order %s is %s, not confirmed.".formatted(id, status));
        }
        said.accept("order     " + id + " confirmed");
        return id;
    }

    private void awaitTimeline(String order, Duration patience) {
        var started = System.nanoTime();
        while (true) {
            var answer = shop.get("/api/timeline/orders/" + order);
            // Nothing is known of the order until its first record has been indexed.
            if (answer.status() != 404 && isWhole(answer.body())) {
                var took = Duration.ofNanos(System.nanoTime() - started);
                said.accept(
                        "timeline  %d items, whole after %d ms"
                                .formatted(answer.body().path("items").size(), took.toMillis()));
                return;
            }
            if (System.nanoTime() - started > patience.toNanos()) {
                throw Refusal.failed(
                        "After %d s the timeline of order %s lacks its events or a line of transaction-service: %s"
                                .formatted(patience.toSeconds(), order, answer.text()));
            }
            Tasks.pause(PAUSE);
        }
    }

    private static boolean isWhole(JsonNode timeline) {
        var items = timeline.path("items");
        return items.valueStream()
                        .anyMatch(
                                item -> item.path("type").asString("").endsWith("order.confirmed"))
                && items.valueStream()
                        .anyMatch(item ->
                                item.path("kind").asString("").equals("log")
                                        && item.path("service")
                                                .asString("")
                                                .equals("transaction-service"));
    }
}
