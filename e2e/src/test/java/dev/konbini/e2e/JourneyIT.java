package dev.konbini.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a newcomer does first, as in the README's tour.
@Order(1)
@ExtendWith(SuiteExtension.class)
class JourneyIT {

    private final Gateway gateway;
    private final Shop shop;

    JourneyIT(Suite suite) {
        this.gateway = suite.gateway();
        this.shop = new Shop(gateway);
    }

    @Test
    void ordersAProductOfTheSampleAndSeesAllItsWay() {
        var trace = UUID.randomUUID().toString().replace("-", "");
        var traced = shop.tracedAs(trace);
        var sku =
                gateway.send("GET", "/api/products?size=1", null, traced.headers())
                        .good()
                        .path("items")
                        .path(0)
                        .path("sku")
                        .asString();

        var placed = traced.order(traced.offer(sku));

        assertThat(placed.status()).as(placed.body()).isEqualTo(201);
        assertThat(placed.header("X-Trace-Id")).isEqualTo(trace);
        var order = placed.json().path("id").asString();
        assertThat(placed.header("Location")).endsWith("/api/orders/" + order);
        assertThat(gateway.get("/api/orders/" + order).good().path("status").asString())
                .isEqualToIgnoringCase("confirmed");

        var timeline =
                new Timelines(gateway)
                        .awaitOnce(
                                order,
                                Duration.ofSeconds(60),
                                "gateway",
                                "commerce-service",
                                "transaction-service");
        assertThat(timeline.path("traceIds").valueStream().map(id -> id.asString()))
                .containsExactly(trace);
        assertThat(timeline.path("items").valueStream())
                .allMatch(item -> item.path("traceId").asString().equals(trace));
    }

    @Test
    void findsTheSampleInBothLanguages() {
        var english = gateway.send("GET", "/api/products?lang=en&size=1", null, Map.of()).good();
        var japanese = gateway.send("GET", "/api/products?lang=ja&size=1", null, Map.of()).good();

        assertThat(english.path("total").asInt()).isGreaterThanOrEqualTo(1_000);
        assertThat(english.path("next").asString("")).isNotEmpty();
        assertThat(japanese.path("items").path(0).path("name").asString())
                .isNotEqualTo(english.path("items").path(0).path("name").asString());
    }

    @Test
    void listsTheInstanceOfEachService() {
        assertThat(
                        gateway.get("/api/instances")
                                .good()
                                .path("items")
                                .valueStream()
                                .map(instance -> instance.path("service").asString()))
                .contains("gateway", "commerce-service", "transaction-service", "logging-service");
    }

    @Test
    void greetsBrowsersWithThePlainStateOfTheSuite() {
        var page = gateway.send("GET", "/", null, Map.of("Accept", "text/html"));

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("commerce-1", "transaction-1", "logging-1");
        assertThat(page.body()).doesNotContain("not reachable");
    }

    @Test
    void servesTheDocumentOfEachService() {
        for (var service : new String[] {"commerce", "transaction", "logging"}) {
            assertThat(gateway.get("/api/docs/" + service).good().path("paths").size())
                    .as(service)
                    .isPositive();
        }
        assertThat(gateway.get("/api/docs").status()).isEqualTo(200);
    }

    @Test
    void keepsStrangersOut() {
        assertThat(gateway.send("PUT", "/api/products/X1", Map.of(), Map.of()).status())
                .isEqualTo(401);
        assertThat(gateway.send("GET", "/api/instances", null, Map.of()).status()).isEqualTo(401);
        assertThat(gateway.send("GET", "/actuator/health", null, Map.of()).status()).isEqualTo(404);
    }
}
