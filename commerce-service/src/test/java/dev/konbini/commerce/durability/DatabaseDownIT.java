package dev.konbini.commerce.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.konbini.commerce.CommerceServer;
import dev.konbini.commerce.Samples;
import dev.konbini.commerce.TcpGate;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DatabaseDownIT {

    @Test
    void serviceStartsWithoutTheDatabaseAndServesOnceItIsThere() throws Exception {
        var target = URI.create(CommerceServer.mongodbUri());
        try (var gate = new TcpGate(target);
                var server =
                        new CommerceServer(
                                "spring.mongodb.uri=mongodb://127.0.0.1:%d/?directConnection=true"
                                        .formatted(gate.port()),
                                "konbini.durability.timeout=500ms",
                                "konbini.durability.outage-tolerance=1s")) {
            var product = Samples.product("Pen", "1");

            var refused = server.operator().put("/api/products/M-1", product);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("2");
            assertThat(server.guest().post("/api/carts", "").status()).isEqualTo(503);
            var health = server.management();
            assertThat(health.get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(health.get("/actuator/health/liveness").status()).isEqualTo(200);

            gate.open();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(health.get("/actuator/health/readiness").status())
                                    .isEqualTo(200));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(server.operator().put("/api/products/M-1", product).status())
                                    .isIn(200, 201));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(indexes(server)).contains("changedAt_1"));
        }
    }

    private static List<String> indexes(CommerceServer server) {
        return server.bean(MongoDatabase.class)
                .withTimeout(30, TimeUnit.SECONDS)
                .getCollection("products")
                .listIndexes()
                .map(index -> index.getString("name"))
                .into(new ArrayList<>());
    }
}
