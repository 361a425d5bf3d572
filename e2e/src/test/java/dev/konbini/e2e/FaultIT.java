package dev.konbini.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is left when parts of the suite die: every order, each event and each line once.
@Order(3)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SuiteExtension.class)
class FaultIT {

    private static final int ORDERS = 100;
    private static final Duration CATCHING_UP = Duration.ofSeconds(60);

    private final Suite suite;
    private final Shop shop;
    private final Timelines timelines;

    FaultIT(Suite suite) {
        this.suite = suite;
        this.shop = new Shop(suite.gateway());
        this.timelines = new Timelines(suite.gateway());
    }

    @AfterEach
    void startWhatWasKilled() {
        suite.heal();
    }

    @Test
    void losesNothingWhileElasticsearchIsAway() {
        losesNothingWithout("elasticsearch");
    }

    @Test
    void losesNothingWhileKafkaIsAway() {
        losesNothingWithout("kafka");
    }

    @Test
    void publishesTheEventsOfAReplicaThatDiedBeforeItCould() {
        var sku = shop.stocked(1);
        suite.kill("kafka");

        var placed = shop.order(shop.offer(sku));
        suite.kill("transaction-service");

        assertThat(placed.status()).as(placed.body()).isEqualTo(201);
        assertThat(suite.states("kafka", "transaction-service")).containsOnly("dead");

        suite.up();

        assertThat(suite.status().path("ready").asBoolean()).isTrue();
        timelines.awaitOnce(
                placed.json().path("id").asString(),
                CATCHING_UP,
                "gateway",
                "commerce-service",
                "transaction-service");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void holdsEveryLineOfEveryInstanceOnce() {
        new Lines(suite.gateway()).awaitWhole(CATCHING_UP);
    }

    private void losesNothingWithout(String server) {
        var sku = shop.stocked(ORDERS);
        suite.kill(server);

        var orders =
                Crowd.run(
                        8,
                        IntStream.range(0, ORDERS)
                                .<Callable<Gateway.Answer>>mapToObj(
                                        buyer -> () -> shop.order(shop.offer(sku)))
                                .toList());

        assertThat(orders).extracting(Gateway.Answer::status).containsOnly(201);
        assertThat(suite.states(server)).containsExactly("dead");

        suite.up();

        for (var order : orders) {
            timelines.awaitOnce(
                    order.json().path("id").asString(),
                    CATCHING_UP,
                    "gateway",
                    "commerce-service",
                    "transaction-service");
        }
        assertThat(shop.available(sku)).isZero();
    }
}
