package dev.konbini.transaction.order;

import dev.konbini.transaction.idempotency.Fingerprint;
import dev.konbini.transaction.idempotency.RequestName;
import dev.konbini.transaction.offer.Offer;
import dev.konbini.transaction.order.mongo.MongoOrders;
import dev.konbini.transaction.outbox.Outbox;
import dev.konbini.transaction.outbox.OutboxEvent;
import dev.konbini.transaction.payment.Authorization;
import dev.konbini.transaction.payment.Card;
import dev.konbini.transaction.payment.Decision;
import dev.konbini.transaction.payment.SandboxPayments;
import dev.konbini.transaction.stock.Allocation;
import dev.konbini.transaction.stock.ReserveStock;
import dev.konbini.transaction.store.StoreProperties;
import dev.konbini.transaction.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Turns a signed offer into an order, once per offer.
///
/// The steps: accept the offer, reserve stock, authorise payment, confirm. Each is one conditional
/// write and may be repeated, so requests for the same order that run side by side, here or on
/// other replicas, drive the same attempt together; the first to finish a step does it for all, and
/// all answer alike. Nothing is locked in between. What a driver leaves behind when it dies, a
/// repeat or [FinishOrders] takes up.
@Service
public final class PlaceOrder {

    /// How often the order is looked at anew because others moved it on.
    private static final int ROUNDS_MAX = 10;

    private static final Logger log = LoggerFactory.getLogger(PlaceOrder.class);

    private final MongoOrders orders;
    private final ReserveStock stock;
    private final SandboxPayments payments;
    private final FinishOrders finish;
    private final OrderEvents events;
    private final Outbox outbox;
    private final Traces traces;
    private final StoreProperties store;
    private final Clock clock;
    private final MeterRegistry meters;

    PlaceOrder(
            MongoOrders orders,
            ReserveStock stock,
            SandboxPayments payments,
            FinishOrders finish,
            OrderEvents events,
            Outbox outbox,
            Traces traces,
            StoreProperties store,
            Clock clock,
            MeterRegistry meters) {
        this.orders = orders;
        this.stock = stock;
        this.payments = payments;
        this.finish = finish;
        this.events = events;
        this.outbox = outbox;
        this.traces = traces;
        this.store = store;
        this.clock = clock;
        this.meters = meters;
    }

    /// Places the order that `command` offers.
    ///
    /// Safe to repeat after any failure: it goes on where the last one stopped. A repeat of a
    /// confirmed order gets that order. Precedence: [Outcome.UnknownToken], [Outcome.Placed] from
    /// earlier, [Outcome.AlreadyPlaced], [Outcome.PaymentInProgress], [Outcome.OfferLapsed],
    /// [Outcome.TooManyAttempts], [Outcome.OutOfStock], [Outcome.PaymentDeclined],
    /// [Outcome.Placed], and at any point [Outcome.Unsettled].
    public Outcome place(Command command) {
        var outcome = drive(command);
        meters.counter("konbini.orders.answers", "outcome", outcome.getClass().getSimpleName())
                .increment();
        return outcome;
    }

    private Outcome drive(Command command) {
        var arrivedAt = clock.instant();
        var card = payments.card(command.token());
        if (card.isEmpty()) {
            return new Outcome.UnknownToken();
        }
        try {
            return accept(command, card.get(), arrivedAt);
        } finally {
            outbox.publish(command.offer().id());
        }
    }

    private Outcome accept(Command command, Card card, Instant arrivedAt) {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            // Before the order is looked for: what is not there then will not come later.
            var now = clock.instant();
            if (!command.offer().lapsedAt(now)) {
                var order =
                        Order.placed(
                                command.offer(),
                                command.owners(),
                                attempt(command, card, 1),
                                command.shipTo(),
                                command.email());
                if (orders.add(order, List.of(events.placed(order)))) {
                    logPlaced(order);
                    return reserve(order, command.token());
                }
            }
            var earlier = orders.find(command.offer().id());
            if (earlier.isEmpty() && command.offer().lapsedAt(now)) {
                return lapsed(command.offer(), now);
            }
            var outcome = earlier.flatMap(order -> takeUp(order, command, card, arrivedAt, now));
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return new Outcome.Unsettled();
    }

    /// Goes on with an order that is there already; empty if somebody else was faster.
    private Optional<Outcome> takeUp(
            Order order, Command command, Card card, Instant arrivedAt, Instant now) {
        return switch (order.status()) {
            case CONFIRMED -> Optional.of(stands(order, command.fingerprint()));
            case PENDING -> Optional.of(join(order, command));
            case REJECTED, CANCELLED -> tryAgain(order, command, card, arrivedAt, now);
        };
    }

    /// Drives an attempt under way together with those who do already, even if the offer has lapsed
    /// since it began.
    private Outcome join(Order order, Command command) {
        return order.attempt().fingerprint().equals(command.fingerprint())
                ? reserve(order, command.token())
                : new Outcome.PaymentInProgress();
    }

    /// The answer where an order stands to who asked for it as `fingerprint` says.
    private static Outcome stands(Order confirmed, String fingerprint) {
        return confirmed.attempt().fingerprint().equals(fingerprint)
                ? new Outcome.Placed(confirmed)
                : new Outcome.AlreadyPlaced(confirmed);
    }

    private Optional<Outcome> tryAgain(
            Order order, Command command, Card card, Instant arrivedAt, Instant now) {
        var rejection = order.rejection(order.attempt().number());
        if (rejection.isPresent()
                && isSameRequest(order.attempt(), rejection.get(), command, arrivedAt)) {
            var answered = refusal(rejection.get());
            if (!(answered instanceof Outcome.Unsettled)) {
                return Optional.of(answered);
            }
        }
        // Asked anew: what was done since may have taken long, and what follows is a write.
        if (command.offer().lapsedAt(clock.instant())) {
            return Optional.of(lapsed(command.offer(), now));
        }
        var number = order.attempt().number() + 1;
        if (number > Order.ATTEMPTS_MAX) {
            return Optional.of(new Outcome.TooManyAttempts());
        }
        var next =
                order.triedAgain(
                        attempt(command, card, number),
                        command.owners(),
                        command.shipTo(),
                        command.email());
        if (!orders.move(order, next, List.of(events.placed(next)))) {
            return Optional.empty();
        }
        logPlaced(next);
        return Optional.of(reserve(next, command.token()));
    }

    /// Whether `command`, which came at `arrivedAt`, is the request whose `attempt` was refused, or
    /// another send of it that was overtaken: who is told how the attempt ended must not pay all
    /// the same because the first send goes on. Who waited until there may be stock again asks
    /// anew, also under the same name.
    private static boolean isSameRequest(
            Attempt attempt, Rejection rejection, Command command, Instant arrivedAt) {
        var name = command.requestName();
        var isNamedSo = name != null && name.equals(attempt.requestName());
        return (isNamedSo && rejection.reason() != Rejection.Reason.OUT_OF_STOCK)
                || (attempt.fingerprint().equals(command.fingerprint())
                        && !attempt.startedAt().isBefore(arrivedAt));
    }

    /// The answer where the order stood at `now` as one that only a new attempt can place.
    ///
    /// An earlier send of the request, which nobody waits for any more, may have seen the offer
    /// valid and be at its write still. Were the offer called lapsed meanwhile, the shopper would
    /// take another, and pay for both.
    private Outcome lapsed(Offer offer, Instant now) {
        return offer.lapsedAt(now.minus(store.timeout()))
                ? new Outcome.OfferLapsed()
                : new Outcome.Unsettled();
    }

    private Outcome reserve(Order order, String token) {
        return switch (stock.reserve(order.claim(), order.quantities())) {
            case ReserveStock.Outcome.Reserved reserved -> {
                log.info(
                        "Order {}: stock reserved: {}",
                        order.id(),
                        describe(reserved.allocations()));
                yield pay(order, reserved.allocations(), token);
            }
            case ReserveStock.Outcome.TooLittle tooLittle ->
                    reject(
                            order,
                            Rejection.outOfStock(order.attempt().number(), tooLittle.missing()),
                            List.of());
            case ReserveStock.Outcome.Contended() -> new Outcome.Unsettled();
        };
    }

    private Outcome pay(Order order, List<Allocation> allocations, String token) {
        return switch (payments.authorize(order.claim(), order.total(), token)) {
            case Decision.Authorized authorized -> {
                var authorization = authorized.authorization();
                log.info("Order {}: payment of {} authorised", order.id(), order.total());
                yield confirm(order, authorization, allocations);
            }
            case Decision.Declined declined ->
                    reject(
                            order,
                            Rejection.declined(order.attempt().number(), declined.code()),
                            List.of(events.declined(order, declined.code())));
        };
    }

    private Outcome confirm(
            Order order, Authorization authorization, List<Allocation> allocations) {
        var confirmed = order.confirmed(authorization, allocations);
        if (!orders.move(
                order,
                confirmed,
                List.of(events.authorized(order, authorization), events.confirmed(confirmed)))) {
            return endedByAnother(order);
        }
        log.info("Order {}: confirmed", order.id());
        finish.settleSoon(confirmed);
        return new Outcome.Placed(confirmed);
    }

    private Outcome reject(Order order, Rejection rejection, List<OutboxEvent> causes) {
        var rejected = order.rejected(rejection);
        var all = new ArrayList<>(causes);
        all.add(events.rejected(rejected, rejection));
        var moved = orders.move(order, rejected, all);
        if (!moved) {
            return endedByAnother(order);
        }
        log.info(
                "Order {}: rejected: {}{}",
                order.id(),
                rejection.reason().text(),
                rejection.code() == null ? " of " + rejection.missing() : ", " + rejection.code());
        finish.settleNow(order, rejected);
        return refusal(rejection);
    }

    /// The answer to an attempt that a request running side by side, or a sweep, has ended.
    private Outcome endedByAnother(Order driven) {
        var fate = orders.find(driven.id()).orElse(driven);
        if (fate.status() == OrderStatus.PENDING
                && fate.attempt().number() == driven.attempt().number()) {
            return new Outcome.Unsettled();
        }
        // What this request has reserved and the other did not know of is nobody's.
        finish.settleNow(driven, fate);
        if (fate.status() == OrderStatus.CONFIRMED) {
            return stands(fate, driven.attempt().fingerprint());
        }
        return fate.rejection(driven.attempt().number())
                .map(PlaceOrder::refusal)
                .orElseGet(Outcome.Unsettled::new);
    }

    private static Outcome refusal(Rejection rejection) {
        return switch (rejection.reason()) {
            case OUT_OF_STOCK -> new Outcome.OutOfStock(rejection.missing());
            case PAYMENT_DECLINED -> new Outcome.PaymentDeclined(String.valueOf(rejection.code()));
            case ABANDONED -> new Outcome.Unsettled();
        };
    }

    private Attempt attempt(Command command, Card card, int number) {
        return new Attempt(
                number,
                command.fingerprint(),
                command.requestName(),
                card,
                clock.instant(),
                traces.current());
    }

    private static void logPlaced(Order order) {
        log.info(
                "Order {}: placed, attempt {}: {} lines, {}",
                order.id(),
                order.attempt().number(),
                order.lines().size(),
                order.total());
    }

    private static String describe(List<Allocation> allocations) {
        return String.join(
                ", ",
                allocations.stream()
                        .map(part ->
                                part.quantity() + " of " + part.sku() + " at " + part.location())
                        .toList());
    }

    /// What a client asks for.
    ///
    /// @param offer already verified, lapsed or not
    /// @param token stands for the card to pay with; goes to the processor and nowhere else
    /// @param shopper who asks, if signed in as a shopper
    /// @param name the request's name, if it has one: a repeat of the same name is not another
    ///   attempt
    public record Command(
            Offer offer,
            String token,
            Address shipTo,
            String email,
            @Nullable String shopper,
            @Nullable RequestName name) {

        @Nullable String requestName() {
            return name == null ? null : name.hash();
        }

        /// Whose order it becomes: the shopper's the offer was made for and the shopper's who asks.
        Set<String> owners() {
            return Stream.of(Optional.ofNullable(offer.subject()), Optional.ofNullable(shopper))
                    .flatMap(Optional::stream)
                    .collect(Collectors.toUnmodifiableSet());
        }

        String fingerprint() {
            return Fingerprint.of(offer.id(), "card", token, email, shipTo.toString());
        }

        /// Without the token, the address and the email, which have no place in a log.
        @Override
        public String toString() {
            return "Command[" + offer.id() + "]";
        }
    }

    /// What became of the request.
    public sealed interface Outcome {

        /// The order stands.
        ///
        /// @param order confirmed, by this request or an earlier one
        record Placed(Order order) implements Outcome {}

        record UnknownToken() implements Outcome {}

        /// The order stands, with another payment, address or email than this request's.
        record AlreadyPlaced(Order earlier) implements Outcome {}

        record OfferLapsed() implements Outcome {}

        /// Somebody pays for this order in another way at this moment.
        record PaymentInProgress() implements Outcome {}

        record TooManyAttempts() implements Outcome {}

        /// Nothing is reserved and nothing paid.
        ///
        /// @param missing the SKUs of which there is too little
        record OutOfStock(List<String> missing) implements Outcome {}

        /// Nothing is reserved any more.
        ///
        /// @param code in Stripe's words
        record PaymentDeclined(String code) implements Outcome {}

        /// It is not known yet; a repeat goes on with it.
        record Unsettled() implements Outcome {}
    }
}
