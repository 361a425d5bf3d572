package dev.konbini.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/// A service whose MongoDB does not answer.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreAwayIT {

    private final OfferMint offers = RunningService.OFFERS;

    private final ConfigurableApplicationContext service =
            RunningService.start(
                    RunningService.settings("away"),
                    Map.of(
                            "spring.mongodb.uri",
                            "mongodb://127.0.0.1:1/?replicaSet=rs0",
                            "konbini.store.timeout",
                            "500ms"));
    private final Http http = RunningService.http(service);

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void startsAndLivesButIsNotReady() {
        var management =
                new Http(
                        service.getEnvironment()
                                .getRequiredProperty("local.management.port", Integer.class));

        assertThat(management.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(management.get("/actuator/health/readiness").status()).isEqualTo(503);
    }

    @Test
    void asksToTryAgainWithinItsTime() {
        var begun = Instant.now();

        var placed = http.post("/api/orders", Http.order(offers.offer("KB-1", 1), "tok_visa"));
        var listed = http.get("/api/orders", "Authorization", RunningService.OPERATOR);
        var stock = http.get("/api/stock/KB-1");

        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(placed.status()).as(placed.toString()).isEqualTo(503);
        assertThat(placed.problem()).isEqualTo("unavailable");
        assertThat(placed.header("Retry-After")).isEqualTo("2");
        assertThat(listed.status()).isEqualTo(503);
        assertThat(stock.status()).isEqualTo(503);
    }

    @Test
    void refusesWhatIsWrongAllTheSame() {
        var forged = Http.order(new OfferMint().offer("KB-1", 1), "tok_visa");

        assertThat(http.post("/api/orders", forged).status()).isEqualTo(422);
    }
}
