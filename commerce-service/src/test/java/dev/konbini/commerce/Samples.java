package dev.konbini.commerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// Products for tests, each with a SKU of its own.
public final class Samples {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Samples() {}

    public static String sku() {
        return "IT-" + COUNT.incrementAndGet();
    }

    /// A product with a name and a price in USD, and nothing else.
    public static String product(String name, String amount) {
        return """
        {"name":{"en":"%s"},"price":{"amount":"%s","currency":"USD"}}\
        """
                .formatted(name, amount);
    }

    /// Puts a product into the catalogue.
    ///
    /// @return its SKU
    public static String sold(CommerceServer server, String amount) {
        var sku = sku();
        var answer = server.operator().put("/api/products/" + sku, product("Pen " + sku, amount));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return sku;
    }

    /// Waits until the index has every change.
    public static void indexed(CommerceServer server) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    var index = server.operator().get("/api/search-index");
                    assertThat(index.text("/index")).isNotEmpty();
                    assertThat(index.json().at("/pending").asInt()).isZero();
                    assertThat(index.json().at("/documents/index"))
                            .isEqualTo(index.json().at("/documents/database"));
                });
    }
}
