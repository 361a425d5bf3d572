package dev.konbini.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.konbini.transaction.offer.VerifyOffer;
import dev.konbini.transaction.order.Address;
import dev.konbini.transaction.order.PlaceOrder;
import dev.konbini.transaction.stock.AdjustmentName;
import dev.konbini.transaction.stock.Allocation;
import dev.konbini.transaction.stock.ChangeStock;
import dev.konbini.transaction.stock.ReserveStock;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// What elections and other requests do between two steps of a request.
class BetweenStepsIT extends RunningService {

    private static final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    @Autowired private ReserveStock stock;
    @Autowired private ChangeStock changeStock;
    @Autowired private PlaceOrder placeOrder;
    @Autowired private VerifyOffer verifyOffer;

    @BeforeEach
    void today() {
        now.set(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /// As if an election had rolled back what another request for the same order took.
    @Test
    void takesAnewWhatItSawAsHeldAndIsGone() {
        var sku = stocked(5);
        var claim = UUID.randomUUID() + "/1";
        var first = reserved(claim, sku);

        Interlude.after("find", "stock", () -> takeBack(sku, claim));
        var second = reserved(claim, sku);

        assertThat(second).doesNotContainAnyElementsOf(first);
        assertThat(reservations(sku))
                .extracting(reservation -> reservation.getString("id"))
                .containsExactlyElementsOf(second);
        assertThat(available(sku)).isEqualTo(3);
    }

    /// As if an election had rolled back the adjustment that a repeat of it saw.
    @Test
    void adjustsAnewWhatItSawAsAdjustedAndIsGone() {
        var sku = stocked(5);
        var before = stockDocument(sku);
        var name = new AdjustmentName("restock", now.get());
        changeStock.adjust(sku, "tokyo", 3, null, name);

        Interlude.before("findAndModify", "stock", () -> replace(before));
        var repeat = changeStock.adjust(sku, "tokyo", 3, null, name);

        assertThat(repeat).isInstanceOf(ChangeStock.Outcome.Done.class);
        assertThat(stockDocument(sku)).containsEntry("onHand", 8);
        assertThat(Interlude.left()).isZero();
    }

    /// As if an election had rolled back the change that a repeat of it saw.
    @Test
    void changesAnewWhatItSawAsChangedAndIsGone() {
        var sku = stocked(5);
        var before = stockDocument(sku);
        var seen = before.getLong("version");
        changeStock.put(sku, "tokyo", 8, seen);

        Interlude.before("findAndModify", "stock", () -> replace(before));
        var repeat = changeStock.put(sku, "tokyo", 8, seen);

        assertThat(repeat).isInstanceOf(ChangeStock.Outcome.Done.class);
        assertThat(stockDocument(sku)).containsEntry("onHand", 8);
        assertThat(Interlude.left()).isZero();
    }

    @Test
    void callsNoOfferLapsedWhileItIsBeingPaidForInAnotherWay() {
        var sku = stocked(5);
        var request = request(sku);
        placeOrder.place(withToken(request, "tok_chargeDeclined"));
        // As if the request were still at the processor.
        database.getCollection("orders")
                .updateOne(
                        Filters.eq(request.offer().id()),
                        Updates.combine(
                                Updates.set("status", "PENDING"),
                                Updates.set("rejections", List.of())));
        now.set(request.offer().expiresAt().plusSeconds(12));

        assertThat(placeOrder.place(request)).isEqualTo(new PlaceOrder.Outcome.PaymentInProgress());
    }

    @Test
    void callsNoOfferLapsedWhileAnEarlierSendMayStillPlaceIt() {
        var request = request(stocked(5));
        var repeats = new ArrayList<PlaceOrder.Outcome>();

        Interlude.before(
                "update",
                "orders",
                () -> {
                    now.set(request.offer().expiresAt().plusSeconds(11));
                    repeats.add(placeOrder.place(request));
                });
        var first = placeOrder.place(request);
        repeats.add(placeOrder.place(request));

        assertThat(first).isInstanceOf(PlaceOrder.Outcome.Placed.class);
        assertThat(repeats).containsExactly(new PlaceOrder.Outcome.Unsettled(), first);
    }

    @Test
    void callsNoOfferLapsedWhileAnEarlierSendMayStillTryItAgain() {
        var sku = stocked(0);
        var request = request(sku);
        assertThat(placeOrder.place(request)).isInstanceOf(PlaceOrder.Outcome.OutOfStock.class);
        stock(sku, "tokyo", 5);
        now.set(request.offer().expiresAt().plusSeconds(11));

        var repeat = placeOrder.place(request);

        assertThat(repeat).isEqualTo(new PlaceOrder.Outcome.Unsettled());
    }

    @Test
    void callsAnOfferLapsedWhenNoEarlierSendCanPlaceItAnyMore() {
        var request = request(stocked(5));
        now.set(request.offer().expiresAt().plusSeconds(12));

        assertThat(placeOrder.place(request)).isEqualTo(new PlaceOrder.Outcome.OfferLapsed());
    }

    @Test
    void refusesWhatTheSameRequestThatOvertookItWasRefused() {
        var sku = stocked(0);
        var request = request(sku);
        var overtaking = new ArrayList<PlaceOrder.Outcome>();

        Interlude.before(
                "update",
                "orders",
                () -> {
                    overtaking.add(placeOrder.place(request));
                    stock(sku, "tokyo", 5);
                });
        var overtaken = placeOrder.place(request);

        assertThat(overtaken).isEqualTo(new PlaceOrder.Outcome.OutOfStock(List.of(sku)));
        assertThat(overtaking).containsExactly(overtaken);
        assertThat(available(sku)).isEqualTo(5);
        now.updateAndGet(before -> before.plusMillis(1));
        assertThat(placeOrder.place(request)).isInstanceOf(PlaceOrder.Outcome.Placed.class);
    }

    @Test
    void sweepsOnThoughTheClockIsSetBack() {
        now.updateAndGet(today -> today.plus(30, ChronoUnit.MINUTES));
        awaitCancelled(leftPending());

        now.updateAndGet(ahead -> ahead.minus(30, ChronoUnit.MINUTES));

        awaitCancelled(leftPending());
    }

    @Test
    void takesEventsOverThoughTheClockIsSetBack() {
        now.updateAndGet(today -> today.plus(30, ChronoUnit.MINUTES));
        awaitTakenOver(leftUnpublished());

        now.updateAndGet(ahead -> ahead.minus(30, ChronoUnit.MINUTES));

        awaitTakenOver(leftUnpublished());
    }

    @Test
    void takesEventsOverThatAClockAheadHasPutOff() {
        awaitTakenOver(changed(Updates.set("publishBy", now.get().plus(3, ChronoUnit.HOURS))));
    }

    @Test
    void leavesEventsToAReplicaWhoseClockIsALittleAhead() {
        var taken = changed(Updates.set("publishBy", now.get().plus(61, ChronoUnit.SECONDS)));
        var left = leftUnpublished();

        await().untilAsserted(() -> assertThat(orderDocument(left)).containsKey("publisher"));

        assertThat(orderDocument(taken)).doesNotContainKey("publisher");
        database.getCollection("orders").deleteMany(Filters.in("_id", taken, left));
    }

    /// An order that nobody has gone on with for long.
    private String leftPending() {
        return changed(
                Updates.combine(
                        Updates.set("status", "PENDING"),
                        Updates.set("attempt.startedAt", Instant.EPOCH)));
    }

    /// An order whose events nobody has been at for long.
    private String leftUnpublished() {
        return changed(Updates.set("publishBy", Instant.EPOCH));
    }

    /// An order that was settled and published, and then this done to.
    private String changed(Bson update) {
        var sku = stocked(5);
        var request = request(sku);
        placeOrder.place(request);
        var id = request.offer().id();
        await().untilAsserted(() -> assertThat(reservations(sku)).isEmpty());
        await().untilAsserted(() -> assertThat(orderDocument(id)).doesNotContainKey("publishBy"));
        database.getCollection("orders").updateOne(Filters.eq(id), update);
        return id;
    }

    private void awaitCancelled(String id) {
        await().untilAsserted(() -> {
            timePasses();
            assertThat(orderDocument(id)).containsEntry("status", "CANCELLED");
        });
    }

    private void awaitTakenOver(String id) {
        await().untilAsserted(() -> {
            timePasses();
            assertThat(orderDocument(id)).containsKey("publisher");
        });
        // It has no events, so nobody would ever be done with it.
        database.getCollection("orders").deleteOne(Filters.eq(id));
    }

    private static void timePasses() {
        now.updateAndGet(before -> before.plusSeconds(1));
    }

    /// A request without a name, for an offer that is good for a minute.
    private PlaceOrder.Command request(String sku) {
        var claims = OFFERS.claims(Map.of(sku, 1));
        claims.put("exp", now.get().plusSeconds(60).getEpochSecond());
        var verified = verifyOffer.verify(OFFERS.sign(claims).jws());
        assertThat(verified).isInstanceOf(VerifyOffer.Outcome.Verified.class);
        return new PlaceOrder.Command(
                ((VerifyOffer.Outcome.Verified) verified).offer(),
                "tok_visa",
                new Address("Ann", "1-1 Marunouchi", null, "Chiyoda", "Tokyo", "100-0005", "JP"),
                "ann@example.com",
                null,
                null);
    }

    private static PlaceOrder.Command withToken(PlaceOrder.Command request, String token) {
        return new PlaceOrder.Command(
                request.offer(), token, request.shipTo(), request.email(), null, null);
    }

    private Document stockDocument(String sku) {
        var item = database.getCollection("stock").find(Filters.eq(sku + "/tokyo")).first();
        return item == null ? new Document() : item;
    }

    private void replace(Document document) {
        database.getCollection("stock").replaceOne(Filters.eq(document.get("_id")), document);
    }

    private List<String> reserved(String claim, String sku) {
        var outcome = stock.reserve(claim, new TreeMap<>(Map.of(sku, 2)));
        assertThat(outcome).isInstanceOf(ReserveStock.Outcome.Reserved.class);
        return ((ReserveStock.Outcome.Reserved) outcome)
                .allocations().stream().map(Allocation::reservationId).toList();
    }

    private void takeBack(String sku, String claim) {
        database.getCollection("stock")
                .updateOne(
                        Filters.eq(sku + "/tokyo"),
                        Updates.combine(
                                Updates.inc("available", 2),
                                Updates.inc("reserved", -2),
                                Updates.pull("reservations", new Document("claim", claim))));
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Interludes {

        @Bean
        MongoClientSettingsBuilderCustomizer interludes() {
            return settings -> settings.addCommandListener(new Interlude());
        }

        /// Stands still but where a test sets it.
        @Bean
        @Primary
        Clock testClock() {
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    throw new UnsupportedOperationException("Nobody asks for local time here");
                }

                @Override
                public Instant instant() {
                    return now.get();
                }
            };
        }
    }
}
