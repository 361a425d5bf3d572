package dev.konbini.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/// A service that does not hear what MongoDB has done.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostAnswersIT {

    private final LossyMongo mongo =
            new LossyMongo(System.getProperty("konbini.test.mongodb-uri", ""));
    private final ConfigurableApplicationContext service =
            RunningService.start(
                    RunningService.settings("l" + RunningService.RUN),
                    Map.of("spring.mongodb.uri", mongo.uri(), "konbini.store.timeout", "3s"));
    private final Http http = RunningService.http(service);

    @AfterAll
    void stop() throws IOException {
        service.close();
        mongo.close();
    }

    @Test
    void confirmsOnceWhenTheAnswerIsLostForGood() {
        var sku = stocked();
        mongo.lose(2, LossyMongo.Loss.BREAK, "dev.konbini.order.confirmed");

        var placed = place(RunningService.OFFERS.offer(sku, 1));

        assertThat(mongo.left()).isLessThan(2);
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        assertThat(available(sku)).isEqualTo(4);
    }

    @Test
    void readsTheOrderWhenTheConfirmationIsNotAnsweredInTime() {
        var sku = stocked();
        mongo.lose(1, LossyMongo.Loss.SILENCE, "dev.konbini.order.confirmed");

        var placed = place(RunningService.OFFERS.offer(sku, 1));

        assertThat(mongo.left()).isZero();
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        assertThat(available(sku)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "BREAK,1,dev.konbini.order.placed",
        "BREAK,2,dev.konbini.order.placed",
        "SILENCE,1,dev.konbini.order.placed",
        "BREAK,2,reservations.claim",
        "SILENCE,1,reservations.claim",
        "BREAK,2,AUTHORIZED",
        "SILENCE,1,AUTHORIZED",
        "BREAK,1,dev.konbini.order.confirmed",
        "BREAK,3,dev.konbini.order.confirmed"
    })
    void goesOnWhereItStoppedWhicheverAnswerIsLost(LossyMongo.Loss loss, int count, String marker) {
        var sku = stocked();
        var offer = RunningService.OFFERS.offer(sku, 1);
        mongo.lose(count, loss, marker);

        await().untilAsserted(() -> assertThat(place(offer).status()).isEqualTo(201));

        // Not all, where the driver ran out of time between two of them.
        assertThat(mongo.left()).isLessThan(count);
        assertThat(available(sku)).isEqualTo(4);
        var database = service.getBean(MongoDatabase.class);
        assertThat(
                        database.getCollection("sandboxPayments")
                                .countDocuments(Filters.regex("_id", "^" + offer.id())))
                .isEqualTo(1);
        assertThat(place(offer).at("/payment/authorizationId")).endsWith("-1");
    }

    /// The driver drops what it learns of MongoDB if a connection breaks between two of its looks.
    @Test
    void goesOnSoonThoughTheDriverDroppedItsLookAtMongo() {
        var sku = stocked();
        var offer = RunningService.OFFERS.offer(sku, 1);
        mongo.lose(2, LossyMongo.Loss.BREAK, "dev.konbini.order.confirmed");
        var client = service.getBean(MongoClient.class);

        try (var looks = new HeldLooks(() -> mongo.left() == 0 && !isKnown(client))) {
            await().untilAsserted(() -> assertThat(place(offer).status()).isEqualTo(201));

            assertThat(looks.count()).isPositive();
        }
        assertThat(available(sku)).isEqualTo(4);
    }

    private static boolean isKnown(MongoClient client) {
        return client.getClusterDescription().hasWritableServer();
    }

    private String stocked() {
        var sku = "KB-" + UUID.randomUUID().toString().substring(0, 13);
        await().untilAsserted(() ->
                assertThat(
                                http.put(
                                                "/api/stock/" + sku + "/tokyo",
                                                Map.of("onHand", 5),
                                                "Authorization",
                                                RunningService.OPERATOR)
                                        .status())
                        .isLessThan(300));
        return sku;
    }

    private int available(String sku) {
        return http.get("/api/stock/" + sku + "/tokyo").json().at("/available").asInt(-1);
    }

    private Http.Answer place(OfferMint.Signed offer) {
        return http.post("/api/orders", Http.order(offer, "tok_visa"));
    }
}
