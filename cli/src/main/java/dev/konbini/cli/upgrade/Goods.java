package dev.konbini.cli.upgrade;

import dev.konbini.cli.shop.Shop;
import java.util.Map;

/// The product that the journeys buy: put into the shop before them, taken out after them, with a
/// stock of its own to be counted.
///
/// @param shop as an operator
record Goods(Shop shop) {

    static final String SKU = "KONBINI-UPGRADE";

    private static final String PRODUCT = "/api/products/" + SKU;
    private static final String STOCK = "/api/stock/" + SKU;
    private static final String LOCATION = "upgrade";
    private static final int PLENTY = 10_000_000;

    /// @throws dev.konbini.cli.Refusal if the shop does not take it
    void put() {
        shop.put(STOCK + "/" + LOCATION, Map.of("onHand", PLENTY)).body();
        shop.put(
                        PRODUCT,
                        Map.of(
                                "name", Map.of("en", "Test of an upgrade", "ja", "更新の確認"),
                                "price", Map.of("amount", "1.00", "currency", "USD")))
                .body();
    }

    void remove() {
        var _ = shop.delete(PRODUCT);
    }

    /// How many pieces are reserved, by orders of all upgrades so far.
    int reserved() {
        var answer = shop.get(STOCK);
        if (answer.status() == 404) {
            return 0;
        }
        return answer.body()
                .path("locations")
                .valueStream()
                .mapToInt(location -> location.path("reserved").asInt())
                .sum();
    }
}
