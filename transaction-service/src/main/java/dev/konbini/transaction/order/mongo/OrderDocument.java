package dev.konbini.transaction.order.mongo;

import dev.konbini.transaction.money.MoneyDocument;
import dev.konbini.transaction.offer.Offer;
import dev.konbini.transaction.order.Address;
import dev.konbini.transaction.order.Attempt;
import dev.konbini.transaction.order.Order;
import dev.konbini.transaction.order.OrderStatus;
import dev.konbini.transaction.order.Rejection;
import dev.konbini.transaction.payment.Authorization;
import dev.konbini.transaction.payment.Card;
import dev.konbini.transaction.stock.Allocation;
import dev.konbini.transaction.trace.TraceParent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/// [Order] as it is stored.
///
/// Fields it does not name are neither read nor written: the outbox's, and those of newer versions.
///
/// Versions before 0.2.0 call `offerTrace` `offerTraceId`. Both are written while they may run
/// beside this one; what they wrote is read by that name for good.
///
/// @param version of this form. There is only one so far; a reader of a later one turns this into
///   it.
public record OrderDocument(
        @BsonId String id,
        int version,
        long revision,
        OrderStatus status,
        List<String> owners,
        AttemptDocument attempt,
        List<LineDocument> lines,
        MoneyDocument total,
        AddressDocument shipTo,
        String email,
        Instant placedAt,
        @Nullable String offerTrace,
        @Nullable String offerTraceId,
        @Nullable AuthorizationDocument authorization,
        List<AllocationDocument> allocations,
        List<RejectionDocument> rejections) {

    static final int VERSION = 1;

    static OrderDocument from(Order order) {
        return new OrderDocument(
                order.id(),
                VERSION,
                order.revision(),
                order.status(),
                order.owners().stream().sorted().toList(),
                AttemptDocument.from(order.attempt()),
                order.lines().stream().map(LineDocument::from).toList(),
                MoneyDocument.from(order.total()),
                AddressDocument.from(order.shipTo()),
                order.email(),
                order.placedAt(),
                order.offerTraceId(),
                order.offerTraceId(),
                Optional.ofNullable(order.authorization())
                        .map(AuthorizationDocument::from)
                        .orElse(null),
                order.allocations().stream().map(AllocationDocument::from).toList(),
                order.rejections().stream().map(RejectionDocument::from).toList());
    }

    Order toOrder() {
        return new Order(
                id,
                revision,
                status,
                Set.copyOf(owners),
                attempt.toAttempt(),
                lines.stream().map(LineDocument::toLine).toList(),
                total.toMoney(),
                shipTo.toAddress(),
                email,
                placedAt,
                offerTrace == null ? offerTraceId : offerTrace,
                authorization == null ? null : authorization.toAuthorization(),
                allocations.stream().map(AllocationDocument::toAllocation).toList(),
                rejections.stream().map(RejectionDocument::toRejection).toList());
    }

    public record AttemptDocument(
            int number,
            String fingerprint,
            @Nullable String requestName,
            String cardBrand,
            String cardLast4,
            Instant startedAt,
            String traceparent) {

        static AttemptDocument from(Attempt attempt) {
            return new AttemptDocument(
                    attempt.number(),
                    attempt.fingerprint(),
                    attempt.requestName(),
                    attempt.card().brand(),
                    attempt.card().last4(),
                    attempt.startedAt(),
                    attempt.trace().toString());
        }

        Attempt toAttempt() {
            return new Attempt(
                    number,
                    fingerprint,
                    requestName,
                    new Card(cardBrand, cardLast4),
                    startedAt,
                    TraceParent.parse(traceparent));
        }
    }

    public record LineDocument(
            String sku, String name, int quantity, MoneyDocument unitPrice, MoneyDocument total) {

        static LineDocument from(Offer.Line line) {
            return new LineDocument(
                    line.sku(),
                    line.name(),
                    line.quantity(),
                    MoneyDocument.from(line.unitPrice()),
                    MoneyDocument.from(line.total()));
        }

        Offer.Line toLine() {
            return new Offer.Line(sku, name, quantity, unitPrice.toMoney(), total.toMoney());
        }
    }

    public record AddressDocument(
            String name,
            String line1,
            @Nullable String line2,
            String city,
            @Nullable String region,
            String postalCode,
            String country) {

        static AddressDocument from(Address address) {
            return new AddressDocument(
                    address.name(),
                    address.line1(),
                    address.line2(),
                    address.city(),
                    address.region(),
                    address.postalCode(),
                    address.country());
        }

        Address toAddress() {
            return new Address(name, line1, line2, city, region, postalCode, country);
        }
    }

    public record AuthorizationDocument(String id, MoneyDocument amount) {

        static AuthorizationDocument from(Authorization authorization) {
            return new AuthorizationDocument(
                    authorization.id(), MoneyDocument.from(authorization.amount()));
        }

        Authorization toAuthorization() {
            return new Authorization(id, amount.toMoney());
        }
    }

    public record AllocationDocument(
            String reservationId, String sku, String location, int quantity, int reserved) {

        static AllocationDocument from(Allocation allocation) {
            return new AllocationDocument(
                    allocation.reservationId(),
                    allocation.sku(),
                    allocation.location(),
                    allocation.quantity(),
                    allocation.reserved());
        }

        Allocation toAllocation() {
            return new Allocation(reservationId, sku, location, quantity, reserved);
        }
    }

    public record RejectionDocument(
            int attempt, Rejection.Reason reason, List<String> missing, @Nullable String code) {

        static RejectionDocument from(Rejection rejection) {
            return new RejectionDocument(
                    rejection.attempt(), rejection.reason(), rejection.missing(), rejection.code());
        }

        Rejection toRejection() {
            return new Rejection(attempt, reason, missing, code);
        }
    }
}
