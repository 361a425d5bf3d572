package dev.konbini.cli.sample;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.shop.Shop;
import dev.konbini.cli.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Puts the sample catalogue into a suite through its public API, as an operator's script would.
///
/// Each request replaces what it names, so a load that broke off is simply done again. The last
/// product is put only when all others are there with their stock: where it is found, the load is
/// complete.
public final class SampleLoader {

    private static final int TRIES_MAX = 4;
    private static final int CONCURRENCY = 8;

    private final Shop shop;

    /// @param shop as an operator
    public SampleLoader(Shop shop) {
        this.shop = shop;
    }

    /// Whether the whole catalogue has been loaded.
    ///
    /// @throws Refusal if the suite does not answer
    public boolean isLoaded() {
        var last = SampleCatalogue.products().getLast();
        return shop.get("/api/products/" + last.sku()).status() == 200;
    }

    /// Loads all products and their stock.
    ///
    /// @param loaded told the number of products done so far, from several threads
    /// @throws Refusal if the suite refuses one, or does not take it within several tries
    public void load(IntConsumer loaded) {
        var products = SampleCatalogue.products();
        var done = new AtomicInteger();
        try (var executor = Executors.newFixedThreadPool(CONCURRENCY)) {
            var running = new ArrayList<Future<?>>();
            for (var product : products.subList(0, products.size() - 1)) {
                running.add(
                        executor.submit(() -> {
                            put(product);
                            loaded.accept(done.incrementAndGet());
                        }));
            }
            try {
                running.forEach(Tasks::await);
            } catch (Refusal e) {
                executor.shutdownNow();
                throw e;
            }
        }
        put(products.getLast());
        loaded.accept(products.size());
    }

    /// Stock first: a product that can be seen can be bought.
    private void put(SampleProduct product) {
        product.stock()
                .forEach((location, onHand) ->
                        put(
                                "/api/stock/" + product.sku() + "/" + location,
                                Map.of("onHand", onHand)));
        put("/api/products/" + product.sku(), body(product));
    }

    private void put(String path, Map<String, ?> body) {
        for (int tries = 1; ; tries++) {
            int status = shop.put(path, body).status();
            if (status < 300) {
                return;
            }
            // Overload and a replica that is not there yet pass; anything else will not.
            if (tries == TRIES_MAX || (status != 429 && status < 500)) {
                throw Refusal.failed(
                        "The sample catalogue cannot be loaded: PUT %s answers %d. See ./konbini logs, or start without it: ./konbini up --no-sample."
                                .formatted(path, status));
            }
            Tasks.pause(Duration.ofMillis(250L << tries));
        }
    }

    private static Map<String, ?> body(SampleProduct product) {
        var body = new LinkedHashMap<String, Object>();
        body.put("name", words(product.name()));
        body.put("description", words(product.description()));
        body.put("category", List.copyOf(product.category()));
        body.put("brand", product.brand());
        body.put("price", Map.of("amount", product.price().toPlainString(), "currency", "USD"));
        body.put("attributes", product.attributes());
        return body;
    }

    private static Map<String, String> words(Words words) {
        return Map.of("en", words.en(), "ja", words.ja());
    }
}
