package dev.konbini.transaction.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.konbini.transaction.money.Money;
import dev.konbini.transaction.outbox.EventWriter;
import dev.konbini.transaction.outbox.OutboxEvent;
import dev.konbini.transaction.payment.Authorization;
import dev.konbini.transaction.stock.Allocation;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The events about orders, as `contracts/topics/orders/event.schema.json` describes them.
///
/// They hold what others need and nothing about the shopper.
@Component
final class OrderEvents {

    private final EventWriter events;
    private final Clock clock;

    OrderEvents(EventWriter events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    OutboxEvent placed(Order order) {
        return write(
                order,
                "order.placed",
                new Placed(
                        order.attempt().number(),
                        order.lines().stream()
                                .map(line ->
                                        new Line(
                                                line.sku(),
                                                line.quantity(),
                                                line.unitPrice(),
                                                line.total()))
                                .toList(),
                        order.total(),
                        order.offerTraceId()));
    }

    OutboxEvent authorized(Order order, Authorization authorization) {
        return write(
                order, "payment.authorized", Payment.of(order.attempt().number(), authorization));
    }

    OutboxEvent confirmed(Order order) {
        return write(
                order,
                "order.confirmed",
                new Confirmed(
                        order.attempt().number(),
                        order.total(),
                        order.units(),
                        order.allocations().stream().map(Allocated::of).toList()));
    }

    OutboxEvent declined(Order order, String code) {
        return write(
                order,
                "payment.declined",
                new Declined(order.attempt().number(), order.total(), code));
    }

    OutboxEvent rejected(Order order, Rejection rejection) {
        return write(
                order,
                "order.rejected",
                new Rejected(rejection.attempt(), rejection.reason().text(), rejection.missing()));
    }

    OutboxEvent cancelled(Order order) {
        return write(
                order,
                "order.cancelled",
                new Cancelled(order.attempt().number(), Rejection.Reason.ABANDONED.text()));
    }

    /// The payment of an attempt is void.
    ///
    /// @param attempt the number of the attempt whose payment it was, not always the latest
    OutboxEvent voided(Order order, int attempt, Authorization authorization) {
        return write(order, "payment.voided", Payment.of(attempt, authorization));
    }

    private OutboxEvent write(Order order, String type, Object data) {
        return events.write(
                "dev.konbini." + type, order.id(), clock.instant(), order.attempt().trace(), data);
    }

    private record Line(String sku, int quantity, Money unitPrice, Money total) {}

    private record Placed(
            int attempt, List<Line> lines, Money total, @Nullable String offerTraceId) {}

    private record Allocated(String sku, String location, int quantity) {

        static Allocated of(Allocation allocation) {
            return new Allocated(allocation.sku(), allocation.location(), allocation.quantity());
        }
    }

    private record Confirmed(int attempt, Money total, int units, List<Allocated> allocations) {}

    private record Rejected(
            int attempt,
            String reason,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> missing) {}

    private record Cancelled(int attempt, String reason) {}

    private record Declined(int attempt, Money amount, String code) {}

    private record Payment(int attempt, Money amount, String authorizationId) {

        static Payment of(int attempt, Authorization authorization) {
            return new Payment(attempt, authorization.amount(), authorization.id());
        }
    }
}
