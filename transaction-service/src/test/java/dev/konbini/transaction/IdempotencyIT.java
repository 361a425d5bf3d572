package dev.konbini.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.konbini.transaction.idempotency.Fingerprint;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class IdempotencyIT extends RunningService {

    private static final String KEY = "Idempotency-Key";

    @Test
    void answersARepeatAsTheFirst() {
        var offer = OFFERS.offer(stocked(5), 1);
        var key = key();

        var first = place(offer, "tok_visa", KEY, key);
        var repeat = place(offer, "tok_visa", KEY, key);
        var without = place(offer, "tok_visa");

        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(repeat.status()).isEqualTo(201);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
        assertThat(repeat.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(without.body()).isEqualTo(first.body());
    }

    @Test
    void refusesTheKeyForAnotherRequest() {
        var sku = stocked(5);
        var key = key();
        place(OFFERS.offer(sku, 1), "tok_visa", KEY, key, "Authorization", SHOPPER);

        var other = place(OFFERS.offer(sku, 2), "tok_visa", KEY, key, "Authorization", SHOPPER);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        assertThat(available(sku)).isEqualTo(4);
    }

    @Test
    void guestsMayUseTheSameKey() {
        var sku = stocked(5);
        var key = key();
        var offer = OFFERS.offer(sku, 1);
        place(offer, "tok_visa", KEY, key);

        var other = place(OFFERS.offer(sku, 2), "tok_visa", KEY, key);
        var reused = place(offer, "tok_mastercard", KEY, key);

        assertThat(other.status()).as(other.toString()).isEqualTo(201);
        assertThat(reused.problem()).isEqualTo("idempotency-key-reused");
        assertThat(available(sku)).isEqualTo(2);
    }

    /// Versions before 0.3.0 name guests' requests by key alone; only the attempt tells of them.
    @Test
    void requestThatAReplicaOfAnEarlierVersionAnsweredIsNotAnotherAttempt() {
        var offer = OFFERS.offer(stocked(5), 1);
        var key = key();
        place(offer, "tok_chargeDeclined", KEY, key);
        database.getCollection("firstAnswers").deleteMany(new Document());

        var repeat = place(offer, "tok_chargeDeclined", KEY, key);

        assertThat(repeat.status()).isEqualTo(402);
        assertThat(attempts(offer)).isEqualTo(1);
        assertThat(orderDocument(offer.id()).get("attempt", new Document()))
                .containsEntry(
                        "requestName",
                        Fingerprint.of("guest", "POST /api/orders", key.replace("\"", "")));
    }

    @Test
    void actsAgainWhereStockHasComeSinceThereWasTooLittle() {
        var sku = stocked(0);
        var offer = OFFERS.offer(sku, 1);
        var key = key();
        var first = place(offer, "tok_visa", KEY, key);
        stock(sku, "tokyo", 5);

        var repeat = place(offer, "tok_visa", KEY, key);

        assertThat(first.problem()).isEqualTo("out-of-stock");
        assertThat(repeat.status()).as(repeat.toString()).isEqualTo(201);
    }

    @Test
    void showsWhoOrdersAgainInAnotherWayThatTheOrderStands() {
        var sku = stocked(5);
        var offer = OFFERS.offer(sku, 1);
        var first = place(offer, "tok_visa", KEY, key());
        var elsewhere = new HashMap<>(Http.order(offer, "tok_visa"));
        var address = new HashMap<>(Http.address());
        address.put("line1", "2-2 Marunouchi");
        elsewhere.put("shipTo", address);

        var same = place(offer, "tok_visa", KEY, key());
        var otherCard = place(offer, "tok_mastercard", KEY, key());
        var otherAddress = http.post("/api/orders", elsewhere, KEY, key());

        assertThat(same.status()).isEqualTo(201);
        assertThat(same.body()).isEqualTo(first.body());
        assertThat(List.of(otherCard, otherAddress))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
                    assertThat(answer.problem()).isEqualTo("already-placed");
                    assertThat(answer.at("/order")).isEqualTo(offer.id());
                });
        assertThat(available(sku)).isEqualTo(4);
    }

    @Test
    void answersARepeatOfADeclinedPaymentWithoutAnotherAttempt() {
        var offer = OFFERS.offer(stocked(5), 1);
        var key = key();

        var first = place(offer, "tok_chargeDeclined", KEY, key);
        var repeat = place(offer, "tok_chargeDeclined", KEY, key);
        var otherKey = place(offer, "tok_chargeDeclined", KEY, key());

        assertThat(first.status()).isEqualTo(402);
        assertThat(first.at("/traceId")).hasSize(32);
        assertThat(repeat.status()).isEqualTo(402);
        assertThat(repeat.at("/code")).isEqualTo("generic_decline");
        assertThat(repeat.at("/detail")).isEqualTo(first.at("/detail"));
        assertThat(repeat.at("/traceId")).hasSize(32).isNotEqualTo(first.at("/traceId"));
        assertThat(otherKey.status()).isEqualTo(402);
        assertThat(attempts(offer)).isEqualTo(2);
    }

    @Test
    void answersTheFirstAnswerEvenAfterAnotherRequestHasSucceeded() {
        var offer = OFFERS.offer(stocked(5), 1);
        var key = key();
        place(offer, "tok_chargeDeclined", KEY, key);
        place(offer, "tok_visa", KEY, key());

        var repeat = place(offer, "tok_chargeDeclined", KEY, key);

        assertThat(repeat.status()).isEqualTo(402);
    }

    @Test
    void givesAllOfManyAtOnceTheFirstAnswer() throws InterruptedException {
        var sku = stocked(50);
        var offer = OFFERS.offer(sku, 2);
        var key = key();

        var answers =
                Http.atOnce(
                        IntStream.range(0, 20)
                                .<Callable<Http.Answer>>mapToObj(
                                        _ -> () -> place(offer, "tok_visa", KEY, key))
                                .toList());

        assertThat(answers).extracting(Http.Answer::status).containsOnly(201);
        assertThat(answers.stream().map(Http.Answer::body).distinct()).hasSize(1);
        assertThat(available(sku)).isEqualTo(48);
    }

    @Test
    void triesADeclinedCardOnceForManyAtOnce() throws InterruptedException {
        var offer = OFFERS.offer(stocked(5), 1);
        var key = key();

        var answers =
                Http.atOnce(
                        IntStream.range(0, 20)
                                .<Callable<Http.Answer>>mapToObj(
                                        _ -> () -> place(offer, "tok_chargeDeclined", KEY, key))
                                .toList());

        assertThat(answers).extracting(Http.Answer::status).containsOnly(402);
        assertThat(attempts(offer)).isEqualTo(1);
    }

    @Test
    void actsAgainWhereTheFirstDiedBeforeItsAnswerWasKept() {
        var offer = OFFERS.offer(stocked(5), 1);
        var key = key();
        var first = place(offer, "tok_visa", KEY, key);
        database.getCollection("firstAnswers")
                .updateMany(
                        Filters.eq("answer.headers.Location", "/api/orders/" + offer.id()),
                        Updates.unset("answer"));

        var repeat = place(offer, "tok_visa", KEY, key);

        assertThat(repeat.status()).isEqualTo(201);
        assertThat(repeat.body()).isEqualTo(first.body());
    }

    @Test
    void refusesAKeyOutOfBounds() {
        var answer = place(OFFERS.offer(stocked(1), 1), "tok_visa", KEY, "x".repeat(256));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/parameter")).isEqualTo(KEY);
    }

    @Test
    void refusesAnotherPaymentWhileOneIsUnderWay() {
        var offer = OFFERS.offer(stocked(5), 1);
        place(offer, "tok_chargeDeclined");
        // As if the request were still at the processor.
        database.getCollection("orders")
                .updateOne(
                        Filters.eq(offer.id()),
                        Updates.combine(
                                Updates.set("status", "PENDING"),
                                Updates.set("rejections", List.of())));

        var key = key();
        var other = place(offer, "tok_visa", KEY, key);
        var same = place(offer, "tok_chargeDeclined");
        var later = place(offer, "tok_visa", KEY, key);

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("payment-in-progress");
        assertThat(same.status()).isEqualTo(402);
        assertThat(later.status()).as(later.toString()).isEqualTo(201);
    }

    @Test
    void endsAttemptsSomewhere() {
        var offer = OFFERS.offer(stocked(5), 1);
        var statuses =
                IntStream.range(0, 20)
                        .map(_ -> place(offer, "tok_chargeDeclined").status())
                        .toArray();

        var last = place(offer, "tok_visa");

        assertThat(statuses).containsOnly(402);
        assertThat(last.status()).isEqualTo(409);
        assertThat(last.problem()).isEqualTo("too-many-attempts");
    }

    @Test
    void adjustsStockOnce() throws InterruptedException {
        var sku = stocked(10);

        var answers = tenEqualAdjustments(sku, -3);

        assertThat(answers).extracting(Http.Answer::status).containsOnly(200);
        assertThat(answers).extracting(answer -> answer.at("/onHand")).containsOnly("7");
        assertThat(available(sku)).isEqualTo(7);
    }

    @Test
    void refusesNoRepeatOfAnAdjustmentThatTookTheLastUnits() throws InterruptedException {
        var sku = stocked(8);

        var answers = tenEqualAdjustments(sku, -8);

        assertThat(answers).extracting(Http.Answer::status).containsOnly(200);
        assertThat(available(sku)).isZero();
    }

    private List<Http.Answer> tenEqualAdjustments(String sku, int by) throws InterruptedException {
        var key = key();
        Callable<Http.Answer> adjustment =
                () ->
                        http.post(
                                "/api/stock/" + sku + "/tokyo/adjust",
                                Map.of("by", by),
                                "Authorization",
                                OPERATOR,
                                KEY,
                                key);
        return Http.atOnce(Collections.nCopies(10, adjustment));
    }

    private int attempts(OfferMint.Signed offer) {
        return orderDocument(offer.id()).get("attempt", new Document()).getInteger("number", 0);
    }

    private static String key() {
        return "\"" + UUID.randomUUID() + "\"";
    }
}
