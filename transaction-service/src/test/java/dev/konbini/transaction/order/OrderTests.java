package dev.konbini.transaction.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.konbini.transaction.money.Money;
import dev.konbini.transaction.offer.Offer;
import dev.konbini.transaction.payment.Authorization;
import dev.konbini.transaction.payment.Card;
import dev.konbini.transaction.stock.Allocation;
import dev.konbini.transaction.trace.TraceParent;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTests {

    private static final Money TOTAL = Money.of("25.00", "USD");
    private static final Address SHIP_TO =
            new Address("Ann", "1-1 Marunouchi", null, "Chiyoda", null, "100-0005", "JP");
    private static final Authorization AUTHORIZATION = new Authorization("sandbox_1", TOTAL);
    private static final Allocation ALLOCATION = new Allocation("r1", "KB-1", "tokyo", 2, 3);

    @ParameterizedTest
    @CsvSource({
        "PENDING,PENDING,false",
        "PENDING,CONFIRMED,true",
        "PENDING,REJECTED,true",
        "PENDING,CANCELLED,true",
        "CONFIRMED,PENDING,false",
        "CONFIRMED,CONFIRMED,false",
        "CONFIRMED,REJECTED,false",
        "CONFIRMED,CANCELLED,false",
        "REJECTED,PENDING,true",
        "REJECTED,CONFIRMED,false",
        "REJECTED,REJECTED,false",
        "REJECTED,CANCELLED,false",
        "CANCELLED,PENDING,true",
        "CANCELLED,CONFIRMED,false",
        "CANCELLED,REJECTED,false",
        "CANCELLED,CANCELLED,false"
    })
    void goesWhereItsStatusLeads(OrderStatus from, OrderStatus to, boolean allowed) {
        var order = in(from);

        if (allowed) {
            assertThat(to(to, order).status()).isEqualTo(to);
            assertThat(to(to, order).revision()).isEqualTo(order.revision() + 1);
        } else {
            assertThatIllegalStateException()
                    .isThrownBy(() -> to(to, order))
                    .withMessageContaining(from + " and cannot become " + to);
        }
        assertThat(from.next().contains(to)).isEqualTo(allowed);
    }

    @Test
    void knowsWhatItTakesOfAReservation() {
        var confirmed = in(OrderStatus.CONFIRMED);

        assertThat(confirmed.keeps("r1")).isEqualTo(2);
        assertThat(confirmed.keeps("r2")).isZero();
        assertThat(in(OrderStatus.REJECTED).keeps("r1")).isZero();
    }

    @Test
    void claimsInTheNameOfItsLatestAttempt() {
        var first = in(OrderStatus.PENDING);

        var second = to(OrderStatus.PENDING, to(OrderStatus.REJECTED, first));

        assertThat(first.claim()).isEqualTo("o1/1");
        assertThat(second.claim()).isEqualTo("o1/2");
        assertThat(second.rejection(1)).isPresent();
        assertThat(second.rejection(2)).isEmpty();
    }

    @Test
    void gathersItsOwnersOverItsAttempts() {
        var rejected = in(OrderStatus.REJECTED);

        var again = rejected.triedAgain(attempt(2), Set.of("bob"), SHIP_TO, "bob@example.com");

        assertThat(again.owners()).containsExactlyInAnyOrder("ann", "bob");
        assertThat(again.email()).isEqualTo("bob@example.com");
    }

    @Test
    void refusesAttemptsOutOfTurnOrWithoutEnd() {
        var order = in(OrderStatus.REJECTED);
        assertThatIllegalStateException()
                .isThrownBy(() -> order.triedAgain(attempt(3), Set.of(), SHIP_TO, "a@example.com"));

        var last = order;
        while (last.attempt().number() < Order.ATTEMPTS_MAX) {
            last = to(OrderStatus.REJECTED, to(OrderStatus.PENDING, last));
        }

        var spent = last;
        assertThatIllegalStateException().isThrownBy(() -> to(OrderStatus.PENDING, spent));
    }

    @Test
    void addsUpLinesOfOneProduct() {
        var line = new Offer.Line("KB-1", "Brass Pencil", 2, TOTAL, TOTAL);
        var offer = new Offer("o1", Instant.EPOCH, null, null, List.of(line, line), TOTAL);

        var order = Order.placed(offer, Set.of(), attempt(1), SHIP_TO, "ann@example.com");

        assertThat(order.quantities()).containsExactlyEntriesOf(Map.of("KB-1", 4));
    }

    @Test
    void everyStatusSaysWhatFollows() {
        assertThat(EnumSet.allOf(OrderStatus.class))
                .allSatisfy(status -> assertThat(status.next()).doesNotContain(status));
    }

    private static Order in(OrderStatus status) {
        var offer =
                new Offer(
                        "o1",
                        Instant.EPOCH,
                        null,
                        null,
                        List.of(new Offer.Line("KB-1", "Brass Pencil", 2, TOTAL, TOTAL)),
                        TOTAL);
        var placed = Order.placed(offer, Set.of("ann"), attempt(1), SHIP_TO, "ann@example.com");
        return status == OrderStatus.PENDING ? placed : to(status, placed);
    }

    private static Order to(OrderStatus status, Order order) {
        return switch (status) {
            case PENDING ->
                    order.triedAgain(
                            attempt(order.attempt().number() + 1),
                            Set.of(),
                            SHIP_TO,
                            "ann@example.com");
            case CONFIRMED -> order.confirmed(AUTHORIZATION, List.of(ALLOCATION));
            case REJECTED ->
                    order.rejected(Rejection.declined(order.attempt().number(), "generic_decline"));
            case CANCELLED -> order.abandoned();
        };
    }

    private static Attempt attempt(int number) {
        return new Attempt(
                number, "f", null, new Card("visa", "4242"), Instant.EPOCH, TraceParent.fresh());
    }
}
