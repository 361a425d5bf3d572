package dev.konbini.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderJourneyIT extends RunningService {

    @Test
    void placesOrderAndReadsItBack() {
        var sku = stocked(5);
        var offer = OFFERS.offer(sku, 2);

        var placed = place(offer, "tok_visa");

        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        assertThat(placed.header("Location")).isEqualTo("/api/orders/" + offer.id());
        assertThat(placed.at("/id")).isEqualTo(offer.id());
        assertThat(placed.at("/status")).isEqualTo("confirmed");
        assertThat(placed.at("/total/amount")).isEqualTo("25.00");
        assertThat(placed.at("/payment/last4")).isEqualTo("4242");
        assertThat(placed.body()).doesNotContain("tok_visa");
        assertThat(available(sku)).isEqualTo(3);
        var read = http.get("/api/orders/" + offer.id(), "Konbini-Offer", offer.jws());
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(placed.body());
        assertThat(read.header("ETag")).isEqualTo(placed.header("ETag"));
    }

    @Test
    void makesOneOrderOfTwentyEqualRequestsAtOnce() throws InterruptedException {
        var sku = stocked(50);
        var offer = OFFERS.offer(sku, 2);

        var answers =
                Http.atOnce(
                        IntStream.range(0, 20)
                                .<Callable<Http.Answer>>mapToObj(
                                        _ -> () -> place(offer, "tok_visa"))
                                .toList());

        assertThat(answers).extracting(Http.Answer::status).containsOnly(201);
        assertThat(answers.stream().map(Http.Answer::body).distinct()).hasSize(1);
        assertThat(answers.stream().map(answer -> answer.header("ETag")).distinct()).hasSize(1);
        assertThat(available(sku)).isEqualTo(48);
    }

    @Test
    void sellsExactlyWhatThereIsToFiftyBuyersAtOnce() throws InterruptedException {
        var sku = stocked(10);
        var offers = OfferMint.several(OFFERS, sku, 50);

        var answers =
                Http.atOnce(
                        offers.stream()
                                .<Callable<Http.Answer>>map(offer -> () -> place(offer, "tok_visa"))
                                .toList());

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(10);
        var refused = answers.stream().filter(answer -> answer.status() == 409).toList();
        assertThat(refused)
                .hasSize(40)
                .extracting(Http.Answer::problem)
                .containsOnly("out-of-stock");
        assertThat(refused).extracting(answer -> answer.at("/missing/0")).containsOnly(sku);
        assertThat(available(sku)).isZero();
    }

    @Test
    void sellsLastUnitsOfTwoProductsToOneOfTwoBuyers() throws InterruptedException {
        var skus = List.of(stocked(1), stocked(1));
        var wanted = Map.of(skus.getFirst(), 1, skus.getLast(), 1);

        var answers =
                Http.atOnce(
                        Stream.of(OFFERS.offer(wanted), OFFERS.offer(wanted))
                                .<Callable<Http.Answer>>map(offer -> () -> place(offer, "tok_visa"))
                                .toList());

        assertThat(answers).extracting(Http.Answer::status).containsExactlyInAnyOrder(201, 409);
    }

    @Test
    void takesAnotherCardAfterADeclinedOne() {
        var sku = stocked(1);
        var offer = OFFERS.offer(sku, 1);

        var declined = place(offer, "tok_chargeDeclinedInsufficientFunds");
        var availableBetween = available(sku);
        var placed = place(offer, "tok_mastercard");

        assertThat(declined.status()).isEqualTo(402);
        assertThat(declined.problem()).isEqualTo("payment-declined");
        assertThat(declined.at("/code")).isEqualTo("insufficient_funds");
        assertThat(declined.header("Content-Type")).startsWith("application/problem+json");
        assertThat(declined.at("/traceId")).hasSize(32);
        assertThat(availableBetween).isEqualTo(1);
        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.at("/payment/brand")).isEqualTo("mastercard");
        assertThat(available(sku)).isZero();
    }

    @Test
    void takesOrderOnceStockHasCome() {
        var sku = stocked(0);
        var offer = OFFERS.offer(sku, 1);
        var refused = place(offer, "tok_visa");

        stock(sku, "tokyo", 1);
        var placed = place(offer, "tok_visa");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(placed.status()).isEqualTo(201);
    }

    @Test
    void splitsALineOverLocationsOnlyWhereNoneHasEnough() {
        var sku = stocked(3);
        stock(sku, "osaka", 4);

        var whole = place(OFFERS.offer(sku, 4), "tok_visa");
        stock(sku, "osaka", 5);
        var split = place(OFFERS.offer(sku, 4), "tok_visa");

        assertThat(whole.status()).isEqualTo(201);
        assertThat(split.status()).as(split.toString()).isEqualTo(201);
        assertThat(http.get("/api/stock/" + sku + "/osaka").at("/available")).isEqualTo("0");
        assertThat(available(sku)).isZero();
    }

    @Test
    void refusesWhatIsNotStockedNamingAllThatIsMissing() {
        var there = stocked(5);
        var unknown = sku();
        var tooFew = stocked(1);

        var answer = place(OFFERS.offer(Map.of(there, 1, unknown, 1, tooFew, 2)), "tok_visa");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().at("/missing").valueStream().map(sku -> sku.asString()))
                .containsExactlyInAnyOrder(unknown, tooFew);
        assertThat(available(there)).isEqualTo(5);
    }

    @Test
    void refusesLapsedOfferButAnswersItsConfirmedOrder() {
        var sku = stocked(5);
        var claims = OFFERS.claims(Map.of(sku, 1));
        var offer = OFFERS.sign(claims);
        var placed = place(offer, "tok_visa");
        claims.put("exp", 1_600_000_000L);

        var repeated = place(OFFERS.sign(claims), "tok_visa");
        claims.put("jti", UUID.randomUUID().toString());
        var lapsed = place(OFFERS.sign(claims), "tok_visa");

        assertThat(repeated.status()).isEqualTo(201);
        assertThat(repeated.body()).isEqualTo(placed.body());
        assertThat(lapsed.status()).isEqualTo(410);
        assertThat(lapsed.problem()).isEqualTo("offer-lapsed");
    }

    @Test
    void refusesOfferOfAnotherKey() {
        var forged = new OfferMint().offer(stocked(1), 1);

        var answer = place(forged, "tok_visa");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("offer-invalid");
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/offer");
    }

    @Test
    void refusesTokenThatStandsForNoCard() {
        var answer = place(OFFERS.offer(stocked(1), 1), "tok_nobody");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("payment-token-unknown");
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/payment/token");
    }
}
