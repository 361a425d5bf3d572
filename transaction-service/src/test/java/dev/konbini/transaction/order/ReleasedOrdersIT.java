package dev.konbini.transaction.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.konbini.transaction.RunningService;
import dev.konbini.transaction.money.Money;
import dev.konbini.transaction.offer.Offer;
import dev.konbini.transaction.order.mongo.MongoOrders;
import dev.konbini.transaction.order.released.Orders010;
import dev.konbini.transaction.payment.Authorization;
import dev.konbini.transaction.payment.Card;
import dev.konbini.transaction.stock.Allocation;
import dev.konbini.transaction.trace.TraceParent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// That this version and those released read and change one another's orders and lose nothing.
class ReleasedOrdersIT extends RunningService {

    private static final String OFFER_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    /// So late that no sweeper takes it for abandoned.
    private static final Instant PLACED_AT = Instant.parse("2099-11-22T03:04:05Z");

    @Autowired private MongoOrders orders;

    private final List<String> made = new ArrayList<>();

    /// They have no events, which the outbox would wait for in vain.
    @AfterEach
    void removeOrders() {
        database.getCollection("orders").deleteMany(Filters.in("_id", made));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1.0/order-confirmed",
                "0.1.0/order-declined",
                "0.2.0/order-confirmed",
                "0.2.0/order-out-of-stock"
            })
    void readsWhatTheReleasedVersionWrote(String name) throws IOException {
        var id = written(name);

        var order = orders.find(id).orElseThrow();

        assertThat(order.offerTraceId()).isEqualTo(OFFER_TRACE);
        assertThat(order.owners()).containsExactly("ann");
        assertThat(order.email()).isEqualTo("ann@example.com");
        assertThat(order.revision()).isEqualTo(2);
        assertThat(order.units()).isPositive();
        assertSame(new Orders010(database).find(id), order);
    }

    /// Or who repeats a request during an upgrade would be told that the order is another's.
    @ParameterizedTest
    @ValueSource(strings = {"0.1.0/order-confirmed", "0.2.0/order-confirmed"})
    void takesTheSameRequestForWhatTheReleasedVersionTookItFor(String name) throws IOException {
        var order = orders.find(written(name)).orElseThrow();
        var offer =
                new Offer(
                        document(name).getString("_id"),
                        PLACED_AT,
                        null,
                        OFFER_TRACE,
                        order.lines(),
                        order.total());

        var same =
                new PlaceOrder.Command(
                        offer, "tok_visa", order.shipTo(), order.email(), "ann", null);

        assertThat(same.fingerprint()).isEqualTo(order.attempt().fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1.0/order-declined", "0.2.0/order-out-of-stock"})
    void changesWhatTheReleasedVersionWroteAndThatReadsItAgain(String name) throws IOException {
        var id = written(name);
        var before = orderDocument(id);
        var declined = orders.find(id).orElseThrow();

        var pending =
                declined.triedAgain(
                        attempt(2), Set.of("ann"), declined.shipTo(), "new@example.com");
        assertThat(orders.move(declined, pending, List.of())).isTrue();
        var confirmed =
                pending.confirmed(
                        new Authorization("sandbox_2", pending.total()),
                        List.of(new Allocation("r1", "KB-0001", "tokyo", 1, 1)));
        assertThat(orders.move(pending, confirmed, List.of())).isTrue();

        assertSame(new Orders010(database).find(id), confirmed);
        assertThat(orderDocument(id).keySet()).containsAll(before.keySet());
        assertThat(orders.find(id)).contains(confirmed);
    }

    @Test
    void releasedVersionChangesWhatThisOneWroteAndLosesNothing() {
        var order = added();
        var released = new Orders010(database);
        var seen = released.find(order.id());
        assertSame(seen, order);

        assertThat(released.move(seen, seen.withEmail("new@example.com"))).isTrue();

        var after = orders.find(order.id()).orElseThrow();
        assertThat(after.email()).isEqualTo("new@example.com");
        assertThat(after.revision()).isEqualTo(2);
        assertThat(after.offerTraceId()).isEqualTo(OFFER_TRACE);
        assertThat(orderDocument(order.id()))
                .containsEntry("offerTrace", OFFER_TRACE)
                .containsEntry("offerTraceId", OFFER_TRACE);
    }

    @Test
    void neitherVersionTouchesAFieldItDoesNotKnow() {
        var order = added();
        database.getCollection("orders")
                .updateOne(Filters.eq(order.id()), Updates.set("ofALaterVersion", "kept"));
        var released = new Orders010(database);
        var seen = released.find(order.id());

        assertThat(released.move(seen, seen.withEmail("new@example.com"))).isTrue();
        var changed = orders.find(order.id()).orElseThrow();
        assertThat(orders.move(changed, changed.abandoned(), List.of())).isTrue();

        assertThat(orderDocument(order.id())).containsEntry("ofALaterVersion", "kept");
    }

    @Test
    void readsTheNewNameWhereALaterVersionNoLongerWritesTheOld() {
        var order = added();

        database.getCollection("orders")
                .updateOne(Filters.eq(order.id()), Updates.unset("offerTraceId"));

        assertThat(orders.find(order.id()).orElseThrow().offerTraceId()).isEqualTo(OFFER_TRACE);
    }

    private static void assertSame(Orders010.Order released, Order order) {
        assertThat(released.revision()).isEqualTo(order.revision());
        assertThat(released.status()).isEqualTo(order.status().name());
        assertThat(released.owners()).containsExactlyElementsOf(order.owners());
        assertThat(released.attempt().number()).isEqualTo(order.attempt().number());
        assertThat(released.attempt().fingerprint()).isEqualTo(order.attempt().fingerprint());
        assertThat(released.attempt().startedAt()).isEqualTo(order.attempt().startedAt());
        assertThat(released.lines()).hasSameSizeAs(order.lines());
        assertThat(released.total().amount()).isEqualTo(order.total().amount());
        assertThat(released.shipTo().line1()).isEqualTo(order.shipTo().line1());
        assertThat(released.email()).isEqualTo(order.email());
        assertThat(released.placedAt()).isEqualTo(order.placedAt());
        assertThat(released.offerTraceId()).isEqualTo(order.offerTraceId());
        assertThat(released.authorization() == null).isEqualTo(order.authorization() == null);
        assertThat(released.allocations()).hasSameSizeAs(order.allocations());
        assertThat(released.rejections())
                .extracting(Orders010.Rejection::reason)
                .containsExactlyElementsOf(
                        order.rejections().stream().map(each -> each.reason().name()).toList());
    }

    /// Puts a document that a released version has written into the database, under an id of its
    /// own.
    private String written(String name) throws IOException {
        var id = UUID.randomUUID().toString();
        database.getCollection("orders").insertOne(document(name).append("_id", id));
        made.add(id);
        return id;
    }

    private Document document(String name) throws IOException {
        try (var file =
                Objects.requireNonNull(
                        getClass().getResourceAsStream("/released/" + name + ".json"))) {
            return Document.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private Order added() {
        var price = Money.of("12.50", "USD");
        var total = Money.of("25.00", "USD");
        var offer =
                new Offer(
                        UUID.randomUUID().toString(),
                        PLACED_AT,
                        null,
                        OFFER_TRACE,
                        List.of(new Offer.Line("KB-0001", "Brass Pencil", 2, price, total)),
                        total);
        var shipTo = new Address("Ann", "1-1 Marunouchi", null, "Chiyoda", null, "100-0005", "JP");
        var order = Order.placed(offer, Set.of("ann"), attempt(1), shipTo, "ann@example.com");
        assertThat(orders.add(order, List.of())).isTrue();
        made.add(order.id());
        return order;
    }

    private static Attempt attempt(int number) {
        return new Attempt(
                number, "f", null, new Card("visa", "4242"), PLACED_AT, TraceParent.fresh());
    }
}
