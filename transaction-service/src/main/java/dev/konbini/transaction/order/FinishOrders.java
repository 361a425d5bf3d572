package dev.konbini.transaction.order;

import com.mongodb.MongoException;
import dev.konbini.transaction.order.mongo.MongoOrders;
import dev.konbini.transaction.outbox.Outbox;
import dev.konbini.transaction.payment.SandboxPayments;
import dev.konbini.transaction.stock.SettleReservations;
import dev.konbini.transaction.stock.SettleReservations.Held;
import dev.konbini.transaction.stock.SettleReservations.Settlement;
import dev.konbini.transaction.trace.Traces;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Does what is left to do once an order's fate is known, and decides the fate of those that nobody
/// drives any more.
///
/// It runs on every replica, so that what one left behind when it died another finishes. Everything
/// it does may be done twice: an order is moved by its revision, a reservation is ended by its id,
/// a payment is voided by its claim.
@Service
public final class FinishOrders {

    /// Confirmed orders that may wait to be settled; those beyond are found by the sweep.
    private static final int QUEUE_MAX = 10_000;

    private static final Logger log = LoggerFactory.getLogger(FinishOrders.class);

    private final MongoOrders orders;
    private final SettleReservations reservations;
    private final SandboxPayments payments;
    private final OrderEvents events;
    private final Outbox outbox;
    private final OrderProperties properties;
    private final Traces traces;
    private final Clock clock;
    private final BlockingQueue<Order> confirmed = new ArrayBlockingQueue<>(QUEUE_MAX);

    /// Of [System#nanoTime], which nobody sets back.
    private long sweepDueNanos = System.nanoTime();

    FinishOrders(
            MongoOrders orders,
            SettleReservations reservations,
            SandboxPayments payments,
            OrderEvents events,
            Outbox outbox,
            OrderProperties properties,
            Traces traces,
            Clock clock) {
        this.orders = orders;
        this.reservations = reservations;
        this.payments = payments;
        this.events = events;
        this.outbox = outbox;
        this.properties = properties;
        this.traces = traces;
        this.clock = clock;
    }

    /// Ends the reservations of a confirmed order in the background, with others of about the same
    /// time.
    ///
    /// Not at once: a request for the same order that is a little late finds the reservation and
    /// takes no other.
    void settleSoon(Order order) {
        var _ = confirmed.offer(order);
    }

    /// Ends what is reserved for the attempt of `driven` as its order's `fate`, which is final for
    /// it, says.
    ///
    /// That is done before an answer is given, so that a shopper who tries another card finds the
    /// units, and none is missing that two requests for one order took both. Should it fail, the
    /// sweep does it.
    void settleNow(Order driven, Order fate) {
        try {
            reservations.settle(
                    reservations.heldFor(driven.claim(), driven.quantities().keySet()).stream()
                            .map(held -> held.keeping(fate.keeps(held.reservation().id())))
                            .toList());
        } catch (MongoException e) {
            log.warn("Order {}: its reservations are ended later: {}", driven.id(), e.toString());
        }
    }

    /// Does one round: settles what was confirmed since the last, and now and then sweeps.
    public void work() {
        var batch = new ArrayList<Order>();
        while (confirmed.drainTo(batch, properties.batchMax()) > 0) {
            reservations.settle(
                    batch.stream()
                            .flatMap(order -> order.allocations().stream())
                            .map(SettleReservations::taking)
                            .toList());
            batch.clear();
        }
        if (System.nanoTime() - sweepDueNanos >= 0) {
            sweep();
            sweepDueNanos = System.nanoTime() + properties.sweepInterval().toNanos();
        }
    }

    /// Looks for everything that was left behind.
    void sweep() {
        cancelAbandoned();
        voidPayments();
        endReservations();
    }

    private void cancelAbandoned() {
        var limit = clock.instant().minus(properties.lapse());
        for (var order : orders.pendingSince(limit, properties.batchMax())) {
            traces.within(order.attempt().trace(), "cancel abandoned order", () -> cancel(order));
        }
    }

    private void cancel(Order order) {
        var cancelled = order.abandoned();
        if (orders.move(order, cancelled, List.of(events.cancelled(cancelled)))) {
            log.info(
                    "Order {}: cancelled, nobody has gone on with it since {}",
                    order.id(),
                    order.attempt().startedAt());
            settleNow(order, cancelled);
            outbox.publish(order.id());
        }
    }

    /// Voids what was, or will be, authorised for attempts that ended without anybody knowing of
    /// it.
    private void voidPayments() {
        for (var due : orders.voidsDue(clock.instant(), properties.batchMax())) {
            var order = due.order();
            traces.within(
                    order.attempt().trace(),
                    "void payment",
                    () -> {
                        var authorization = payments.voidAuthorization(order.claim(due.attempt()));
                        var event =
                                authorization.map(
                                        voided -> events.voided(order, due.attempt(), voided));
                        if (orders.voided(order.id(), due.attempt(), event) && event.isPresent()) {
                            log.info(
                                    "Order {}: payment of attempt {} voided",
                                    order.id(),
                                    due.attempt());
                            outbox.publish(order.id());
                        }
                    });
        }
    }

    private void endReservations() {
        var limit = clock.instant().minus(properties.settleAfter());
        var old = reservations.olderThan(limit, properties.batchMax());
        if (old.isEmpty()) {
            return;
        }
        var fates =
                orders.findAll(old.stream().map(FinishOrders::orderId).distinct().toList()).stream()
                        .collect(Collectors.toMap(Order::id, Function.identity()));
        reservations.settle(old.stream().flatMap(held -> end(held, fates).stream()).toList());
    }

    /// How a reservation ends; empty while its attempt is under way.
    private static Optional<Settlement> end(Held held, Map<String, Order> fates) {
        // The order is written before anything is reserved for it, so one that is not there is a
        // fault to be looked at.
        var order = fates.get(orderId(held));
        if (order == null) {
            log.error(
                    "Reservation {} is for an order that does not exist; it is left",
                    held.reservation());
            return Optional.empty();
        }
        var underWay =
                order.status() == OrderStatus.PENDING
                        && order.claim().equals(held.reservation().claim());
        return underWay
                ? Optional.empty()
                : Optional.of(held.keeping(order.keeps(held.reservation().id())));
    }

    private static String orderId(Held held) {
        var claim = held.reservation().claim();
        return claim.substring(0, claim.indexOf('/'));
    }
}
