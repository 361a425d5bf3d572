package dev.konbini.commerce.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.commerce.CommerceServer;
import dev.konbini.commerce.FakeTransactionService.Mood;
import dev.konbini.commerce.Samples;
import dev.konbini.commerce.TcpGate;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ElasticsearchDownIT {

    @Test
    void shopGoesOnWithoutElasticsearchAndCatchesUpWhenItIsBack() throws Exception {
        try (var gate = new TcpGate(URI.create(CommerceServer.elasticsearchUri()));
                var server =
                        new CommerceServer(
                                "spring.elasticsearch.uris=http://127.0.0.1:" + gate.port())) {
            server.transactionService().is(Mood.REFUSING);
            var guest = server.guest();
            put(server, "D-1", "Pens", "Hinode");
            put(server, "D-2", "Pens", "Kawa");
            put(server, "D-3", "Cups", "Kawa");

            var start = Instant.now();
            var first = guest.get("/api/products?size=2");
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.texts("/items", "sku")).containsExactly("D-1", "D-2");
            assertThat(first.json().at("/total").isNull()).isTrue();
            assertThat(first.json().at("/facets").isNull()).isTrue();
            assertThat(first.json().at("/degraded").asBoolean()).isTrue();
            assertThat(first.json().at("/items/0/availabilityKnown").asBoolean(true)).isFalse();
            var rest = guest.get("/api/products?size=2&after=" + first.text("/next"));
            assertThat(rest.texts("/items", "sku")).containsExactly("D-3");
            assertThat(rest.json().at("/next").isNull()).isTrue();
            assertThat(guest.get("/api/products?category=Pens&brand=Kawa").texts("/items", "sku"))
                    .containsExactly("D-2");

            var words = guest.get("/api/products?q=pens");
            assertThat(words.status()).isEqualTo(503);
            assertThat(words.problem()).isEqualTo("search-unavailable");
            assertThat(words.header("Retry-After")).isEqualTo("5");
            assertThat(guest.get("/api/products?price=1..2").status()).isEqualTo(503);
            var index = server.operator().get("/api/search-index");
            assertThat(index.json().at("/reachable").asBoolean(true)).isFalse();
            assertThat(index.json().at("/pending").asInt()).isEqualTo(3);
            assertThat(server.operator().post("/api/search-index/rebuild", "").status())
                    .isEqualTo(503);
            assertThat(server.management().get("/actuator/health/readiness").status())
                    .isEqualTo(200);

            gate.open();
            Samples.indexed(server);

            await().untilAsserted(() -> {
                var found = guest.get("/api/products?q=pens");
                assertThat(found.status()).isEqualTo(200);
                assertThat(found.texts("/items", "sku")).containsExactlyInAnyOrder("D-1", "D-2");
            });
        }
    }

    private static void put(CommerceServer server, String sku, String category, String brand) {
        var body =
                """
                {"name":{"en":"Thing"},"category":["%s"],"brand":"%s",
                 "price":{"amount":"1","currency":"USD"}}\
                """
                        .formatted(category, brand);
        assertThat(server.operator().put("/api/products/" + sku, body).status()).isEqualTo(201);
    }
}
