package dev.konbini.transaction.order;

import dev.konbini.transaction.money.Money;
import dev.konbini.transaction.offer.Offer;
import dev.konbini.transaction.payment.Authorization;
import dev.konbini.transaction.stock.Allocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An accepted offer and what has become of it.
///
/// Each change makes a new order whose revision is one higher; changes that [OrderStatus#next] does
/// not allow are refused. What is allocated and authorised is set exactly when it is
/// [OrderStatus#CONFIRMED].
///
/// @param id the offer's id
/// @param revision from 1
/// @param owners the shoppers, by subject, whose order it is; none for a guest's
/// @param attempt the latest
/// @param placedAt when the offer was accepted first
/// @param allocations the reserved units that are the order's
/// @param rejections of earlier attempts and, if it ended so, of the latest, in their order
public record Order(
        String id,
        long revision,
        OrderStatus status,
        Set<String> owners,
        Attempt attempt,
        List<Offer.Line> lines,
        Money total,
        Address shipTo,
        String email,
        Instant placedAt,
        @Nullable String offerTraceId,
        @Nullable Authorization authorization,
        List<Allocation> allocations,
        List<Rejection> rejections) {

    /// The most attempts at one order; who tries out cards must make offers too.
    public static final int ATTEMPTS_MAX = 20;

    public Order {
        owners = Set.copyOf(owners);
        lines = List.copyOf(lines);
        allocations = List.copyOf(allocations);
        rejections = List.copyOf(rejections);
    }

    /// The order that `offer` becomes with its first attempt.
    static Order placed(
            Offer offer, Set<String> owners, Attempt attempt, Address shipTo, String email) {
        return new Order(
                offer.id(),
                1,
                OrderStatus.PENDING,
                owners,
                attempt,
                offer.lines(),
                offer.total(),
                shipTo,
                email,
                attempt.startedAt(),
                offer.traceId(),
                null,
                List.of(),
                List.of());
    }

    /// In whose name stock is reserved and payment authorised: this order and its latest attempt.
    public String claim() {
        return claim(attempt.number());
    }

    /// The claim of the attempt `number`.
    String claim(int number) {
        return id + "/" + number;
    }

    /// How many units of each product it takes, by SKU.
    SortedMap<String, Integer> quantities() {
        var quantities = new TreeMap<String, Integer>();
        lines.forEach(line -> quantities.merge(line.sku(), line.quantity(), Integer::sum));
        return quantities;
    }

    /// How many units of all products it takes.
    int units() {
        return lines.stream().mapToInt(Offer.Line::quantity).sum();
    }

    /// How many units of the reservation `id` are the order's.
    int keeps(String id) {
        return allocations.stream()
                .filter(allocation -> allocation.reservationId().equals(id))
                .mapToInt(Allocation::quantity)
                .sum();
    }

    /// How the attempt `number` ended, if it ended without an order.
    public Optional<Rejection> rejection(int number) {
        return rejections.stream().filter(ended -> ended.attempt() == number).findFirst();
    }

    /// The order with another attempt, which may send it elsewhere.
    Order triedAgain(Attempt next, Set<String> owners, Address shipTo, String email) {
        if (next.number() != attempt.number() + 1 || next.number() > ATTEMPTS_MAX) {
            throw new IllegalStateException(
                    "Attempt %d cannot follow attempt %d"
                            .formatted(next.number(), attempt.number()));
        }
        var all = new TreeSet<>(this.owners);
        all.addAll(owners);
        return to(OrderStatus.PENDING, all, next, shipTo, email, null, List.of(), rejections);
    }

    Order confirmed(Authorization authorization, List<Allocation> allocations) {
        return to(
                OrderStatus.CONFIRMED,
                owners,
                attempt,
                shipTo,
                email,
                authorization,
                allocations,
                rejections);
    }

    Order rejected(Rejection rejection) {
        return to(
                OrderStatus.REJECTED,
                owners,
                attempt,
                shipTo,
                email,
                null,
                List.of(),
                with(rejection));
    }

    Order abandoned() {
        return to(
                OrderStatus.CANCELLED,
                owners,
                attempt,
                shipTo,
                email,
                null,
                List.of(),
                with(Rejection.abandoned(attempt.number())));
    }

    private List<Rejection> with(Rejection rejection) {
        var all = new ArrayList<>(rejections);
        all.add(rejection);
        return all;
    }

    private Order to(
            OrderStatus next,
            Set<String> owners,
            Attempt attempt,
            Address shipTo,
            String email,
            @Nullable Authorization authorization,
            List<Allocation> allocations,
            List<Rejection> rejections) {
        if (!status.next().contains(next)) {
            throw new IllegalStateException(
                    "Order %s is %s and cannot become %s".formatted(id, status, next));
        }
        return new Order(
                id,
                revision + 1,
                next,
                owners,
                attempt,
                lines,
                total,
                shipTo,
                email,
                placedAt,
                offerTraceId,
                authorization,
                allocations,
                rejections);
    }
}
