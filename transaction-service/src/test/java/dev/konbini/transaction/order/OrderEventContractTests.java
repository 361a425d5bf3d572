package dev.konbini.transaction.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.transaction.Contract;
import dev.konbini.transaction.money.Money;
import dev.konbini.transaction.offer.Offer;
import dev.konbini.transaction.outbox.EventWriter;
import dev.konbini.transaction.outbox.OutboxEvent;
import dev.konbini.transaction.payment.Authorization;
import dev.konbini.transaction.payment.Card;
import dev.konbini.transaction.stock.Allocation;
import dev.konbini.transaction.trace.TraceParent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OrderEventContractTests {

    private static final String SCHEMA = "topics/orders/event.schema.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @MethodSource("events")
    void keepsToTheSchema(OutboxEvent event) {
        assertThat(Contract.faults(SCHEMA, event.body())).isEmpty();
        assertThat(JSON.readTree(event.body()).at("/id").asString()).isEqualTo(event.id());
        assertThat(JSON.readTree(event.body()).at("/type").asString()).isEqualTo(event.type());
        assertThat(event.body()).doesNotContain("ann@example.com", "Marunouchi");
        // Not in the whole: its ids and its time may have these digits, too.
        assertThat(JSON.readTree(event.body()).at("/data").toString()).doesNotContain("4242");
    }

    @ParameterizedTest
    @MethodSource("events")
    void saysWhatTheExampleSays(OutboxEvent event) {
        var name = event.type().replace("dev.konbini.", "").replace('.', '-');
        var example = JSON.readTree(Contract.read("topics/orders/examples/" + name + ".json"));
        var written = JSON.readTree(event.body());

        assertThat(written.propertyNames())
                .containsExactlyInAnyOrderElementsOf(example.propertyNames());
        assertThat(written.at("/data").propertyNames())
                .containsExactlyInAnyOrderElementsOf(example.at("/data").propertyNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"placed", "confirmed", "rejected", "cancelled"})
    void schemaRefusesAnEventWithoutItsData(String name) {
        var example = Contract.read("topics/orders/examples/order-" + name + ".json");

        var broken = example.replace("\"attempt\"", "\"try\"");

        assertThat(Contract.faults(SCHEMA, example)).isEmpty();
        assertThat(Contract.faults(SCHEMA, broken)).isNotEmpty();
    }

    static Stream<OutboxEvent> events() {
        var events = new OrderEvents(new EventWriter(JSON), Clock.systemUTC());
        var placed = placed("4bf92f3577b34da6a3ce929d0e0e4736");
        var authorization = new Authorization("sandbox_1-1", placed.total());
        var confirmed =
                placed.confirmed(
                        authorization, List.of(new Allocation("r1", "KB-0001", "tokyo", 2, 2)));
        var outOfStock = Rejection.outOfStock(1, List.of("KB-0001"));
        return Stream.of(
                events.placed(placed),
                events.authorized(placed, authorization),
                events.confirmed(confirmed),
                events.declined(placed, "insufficient_funds"),
                events.rejected(placed.rejected(outOfStock), outOfStock),
                events.cancelled(placed.abandoned()),
                events.voided(placed.abandoned(), 1, authorization));
    }

    @Test
    void saysNothingOfATraceThatTheOfferDoesNotName() {
        var event = new OrderEvents(new EventWriter(JSON), Clock.systemUTC()).placed(placed(null));

        JsonNode written = JSON.readTree(event.body());

        assertThat(written.at("/data/offerTraceId").isNull()).isTrue();
        assertThat(Contract.faults(SCHEMA, event.body())).isEmpty();
    }

    private static Order placed(@Nullable String offerTraceId) {
        var price = Money.of("12.50", "USD");
        var total = Money.of("25.00", "USD");
        var offer =
                new Offer(
                        "019ab0c2-8f00-7a10-9c3e-2f7a51d0c001",
                        Instant.parse("2026-11-22T03:19:05Z"),
                        null,
                        offerTraceId,
                        List.of(new Offer.Line("KB-0001", "Brass Pencil", 2, price, total)),
                        total);
        var attempt =
                new Attempt(
                        1,
                        "f",
                        null,
                        new Card("visa", "4242"),
                        Instant.parse("2026-11-22T03:04:05Z"),
                        TraceParent.fresh());
        var shipTo = new Address("Ann", "1-1 Marunouchi", null, "Chiyoda", null, "100-0005", "JP");
        return Order.placed(offer, Set.of(), attempt, shipTo, "ann@example.com");
    }
}
