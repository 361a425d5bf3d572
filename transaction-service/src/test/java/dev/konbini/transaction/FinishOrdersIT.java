package dev.konbini.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Puts documents into each state in which a replica may have died, and sees what others make of
/// it.
class FinishOrdersIT extends RunningService {

    private final Instant longAgo = Instant.now().minus(Duration.ofMinutes(10));

    private MongoCollection<Document> orders;
    private MongoCollection<Document> stock;

    @BeforeEach
    void collections() {
        orders = database.getCollection("orders");
        stock = database.getCollection("stock");
    }

    @Test
    void settlesWhatWasConfirmed() {
        var sku = stocked(5);
        place(OFFERS.offer(sku, 2), "tok_visa");

        await().untilAsserted(() -> assertThat(reservations(sku)).isEmpty());

        assertThat(level(sku)).isEqualTo("5 3 2");
    }

    @Test
    void settlesWhatADeadReplicaConfirmed() {
        var sku = stocked(5);
        var offer = OFFERS.offer(sku, 2);
        place(offer, "tok_visa");
        await().untilAsserted(() -> assertThat(reservations(sku)).isEmpty());

        reserve(sku, offer.id() + "/1", allocatedReservation(offer), 2, longAgo, false);

        await().untilAsserted(() -> assertThat(reservations(sku)).isEmpty());
        assertThat(level(sku)).isEqualTo("5 3 2");
    }

    @Test
    void releasesWhatARepeatReservedTooLate() {
        var sku = stocked(5);
        var offer = OFFERS.offer(sku, 2);
        place(offer, "tok_visa");
        await().untilAsserted(() -> assertThat(reservations(sku)).isEmpty());

        reserve(sku, offer.id() + "/1", UUID.randomUUID().toString(), 2, longAgo, true);

        await().untilAsserted(() -> assertThat(reservations(sku)).isEmpty());
        assertThat(level(sku)).isEqualTo("5 3 2");
    }

    @Test
    void releasesWhatARejectedAttemptReserved() {
        var sku = stocked(5);
        var offer = OFFERS.offer(sku, 2);
        place(offer, "tok_chargeDeclined");

        reserve(sku, offer.id() + "/1", UUID.randomUUID().toString(), 2, longAgo, true);

        await().untilAsserted(() -> assertThat(reservations(sku)).isEmpty());
        assertThat(level(sku)).isEqualTo("5 5 0");
    }

    @Test
    void releasesWhatAnEarlierAttemptReservedWhileALaterIsUnderWay() {
        var sku = stocked(5);
        var offer = OFFERS.offer(sku, 2);
        place(offer, "tok_chargeDeclined");
        place(offer, "tok_visa");
        await().untilAsserted(() -> assertThat(reservations(sku)).isEmpty());
        backToPending(offer, sku, Instant.now());

        reserve(sku, offer.id() + "/1", UUID.randomUUID().toString(), 1, longAgo, true);

        await().untilAsserted(() -> assertThat(claims(sku)).containsExactly(offer.id() + "/2"));
        assertThat(level(sku)).isEqualTo("5 3 2");
    }

    @Test
    void leavesWhatAnAttemptUnderWayReservedAndGoesOnWithItWhenRepeated() {
        var sku = stocked(5);
        var offer = OFFERS.offer(sku, 2);
        var first = place(offer, "tok_visa");
        await().untilAsserted(() -> assertThat(reservations(sku)).isEmpty());
        backToPending(offer, sku, Instant.now());
        // Swept for sure when a reservation that is nobody's is gone.
        var other = stocked(1);
        var rejected = OFFERS.offer(other, 1);
        place(rejected, "tok_chargeDeclined");
        reserve(other, rejected.id() + "/1", UUID.randomUUID().toString(), 1, longAgo, true);
        await().untilAsserted(() -> assertThat(reservations(other)).isEmpty());
        assertThat(level(sku)).isEqualTo("5 3 2");
        assertThat(reservations(sku)).hasSize(1);

        var repeat = place(offer, "tok_visa");

        assertThat(repeat.status()).isEqualTo(201);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(level(sku)).isEqualTo("5 3 2");
    }

    @Test
    void cancelsWhatNobodyGoesOnWith() {
        var sku = stocked(5);
        var offer = OFFERS.offer(sku, 2);
        place(offer, "tok_visa");
        await().untilAsserted(() -> assertThat(reservations(sku)).isEmpty());

        backToPending(offer, sku, longAgo);

        await().untilAsserted(() -> assertThat(read(offer).at("/status")).isEqualTo("cancelled"));
        await().untilAsserted(() -> assertThat(level(sku)).isEqualTo("5 5 0"));
        await().untilAsserted(() -> assertThat(payment(offer, 1)).isEqualTo("VOIDED"));
        await().untilAsserted(() ->
                assertThat(orderDocument(offer.id()).getList("voids", Document.class)).isEmpty());
        assertThat(read(offer).at("/rejection/reason")).isEqualTo("abandoned");
        assertThat(read(offer).at("/payment/authorizationId")).isEmpty();
    }

    @Test
    void takesACancelledOrderUpAgain() {
        var sku = stocked(5);
        var offer = OFFERS.offer(sku, 2);
        place(offer, "tok_visa");
        backToPending(offer, sku, longAgo);
        await().untilAsserted(() -> assertThat(read(offer).at("/status")).isEqualTo("cancelled"));

        var again = place(offer, "tok_visa");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.at("/payment/authorizationId")).endsWith("-2");
        await().untilAsserted(() -> assertThat(level(sku)).isEqualTo("5 3 2"));
        assertThat(payment(offer, 2)).isEqualTo("AUTHORIZED");
    }

    @Test
    void barsThePaymentOfAnAttemptThatEndedUnpaid() {
        var sku = stocked(0);
        var offer = OFFERS.offer(sku, 1);

        place(offer, "tok_visa");

        await().untilAsserted(() -> assertThat(payment(offer, 1)).isEqualTo("VOIDED"));
        stock(sku, "tokyo", 1);
        assertThat(place(offer, "tok_visa").at("/payment/authorizationId")).endsWith("-2");
    }

    /// The order and its stock as they were after authorisation and before confirmation.
    private void backToPending(OfferMint.Signed offer, String sku, Instant since) {
        var reservation = allocatedReservation(offer);
        var attempt = orderDocument(offer.id()).get("attempt", Document.class).getInteger("number");
        await().untilAsserted(() -> assertThat(reservations(sku)).isEmpty());
        // The order first: what a confirmed one has reserved, a sweep in between would end.
        orders.updateOne(
                Filters.eq(offer.id()),
                Updates.combine(
                        Updates.set("status", "PENDING"),
                        Updates.unset("authorization"),
                        Updates.set("allocations", List.of()),
                        Updates.set("attempt.startedAt", since),
                        Updates.inc("revision", -1L)));
        reserve(sku, offer.id() + "/" + attempt, reservation, 2, since, false);
    }

    /// Adds a reservation; `taken` whether its units are to be taken, too.
    private void reserve(
            String sku, String claim, String id, int quantity, Instant at, boolean taken) {
        var reservation =
                new Document("id", id)
                        .append("claim", claim)
                        .append("quantity", quantity)
                        .append("at", at);
        Bson push = Updates.push("reservations", reservation);
        stock.updateOne(
                Filters.eq(sku + "/tokyo"),
                taken
                        ? Updates.combine(
                                push,
                                Updates.inc("available", -quantity),
                                Updates.inc("reserved", quantity))
                        : push);
    }

    private String allocatedReservation(OfferMint.Signed offer) {
        return orderDocument(offer.id())
                .getList("allocations", Document.class)
                .getFirst()
                .getString("reservationId");
    }

    private List<String> claims(String sku) {
        return reservations(sku).stream().map(held -> held.getString("claim")).toList();
    }

    /// On hand, available, reserved.
    private String level(String sku) {
        var item = http.get("/api/stock/" + sku + "/tokyo");
        return item.at("/onHand") + " " + item.at("/available") + " " + item.at("/reserved");
    }

    private String payment(OfferMint.Signed offer, int attempt) {
        var payment =
                database.getCollection("sandboxPayments")
                        .find(Filters.eq(offer.id() + "/" + attempt))
                        .first();
        return payment == null ? "" : payment.getString("state");
    }

    private Http.Answer read(OfferMint.Signed offer) {
        return http.get("/api/orders/" + offer.id(), "Konbini-Offer", offer.jws());
    }
}
