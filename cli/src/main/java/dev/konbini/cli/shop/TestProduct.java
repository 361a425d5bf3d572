package dev.konbini.cli.shop;

import java.util.Map;

/// A product that is put into a shop to be ordered by a proof, with a stock of its own that can be
/// counted, and taken out again.
///
/// @param shop as an operator
/// @param english its name, and `japanese` the same
/// @param location where its stock lies; it has none elsewhere
public record TestProduct(Shop shop, String sku, String english, String japanese, String location) {

    /// Puts it and its stock there.
    ///
    /// @throws dev.konbini.cli.Refusal if the shop does not take them
    public void put(int onHand) {
        shop.put(stock() + "/" + location, Map.of("onHand", onHand)).body();
        shop.put(
                        product(),
                        Map.of(
                                "name", Map.of("en", english, "ja", japanese),
                                "price", Map.of("amount", "1.00", "currency", "USD")))
                .body();
    }

    /// Takes it out; its stock and the orders of it stay.
    public void remove() {
        var _ = shop.delete(product());
    }

    /// How many pieces are reserved, by earlier proofs too: they stay so until they are shipped,
    /// which they never are.
    public int reserved() {
        var answer = shop.get(stock());
        if (answer.status() == 404) {
            return 0;
        }
        return answer.body()
                .path("locations")
                .valueStream()
                .filter(each -> each.path("location").asString("").equals(location))
                .mapToInt(each -> each.path("reserved").asInt())
                .sum();
    }

    private String product() {
        return "/api/products/" + sku;
    }

    private String stock() {
        return "/api/stock/" + sku;
    }
}
