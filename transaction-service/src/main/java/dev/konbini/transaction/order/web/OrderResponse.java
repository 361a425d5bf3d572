package dev.konbini.transaction.order.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.konbini.transaction.money.Money;
import dev.konbini.transaction.offer.Offer;
import dev.konbini.transaction.order.Address;
import dev.konbini.transaction.order.Order;
import dev.konbini.transaction.order.Rejection;
import dev.konbini.transaction.payment.Authorization;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An order as its owner and operators see it.
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderResponse(
        @Schema(description = "The offer's id") String id,
        @Schema(allowableValues = {"pending", "confirmed", "rejected", "cancelled"}) String status,
        List<LineResponse> lines,
        Money total,
        Instant placedAt,
        AddressResponse shipTo,
        String email,
        PaymentResponse payment,
        @Schema(description = "Why the latest attempt ended without an order")
                @Nullable RejectionResponse rejection) {

    static OrderResponse from(Order order) {
        return new OrderResponse(
                order.id(),
                order.status().lowerCase(),
                order.lines().stream().map(LineResponse::from).toList(),
                order.total(),
                order.placedAt(),
                AddressResponse.from(order.shipTo()),
                order.email(),
                PaymentResponse.from(order),
                order.rejection(order.attempt().number())
                        .map(RejectionResponse::from)
                        .orElse(null));
    }

    record LineResponse(String sku, String name, int quantity, Money unitPrice, Money total) {

        static LineResponse from(Offer.Line line) {
            return new LineResponse(
                    line.sku(), line.name(), line.quantity(), line.unitPrice(), line.total());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AddressResponse(
            String name,
            String line1,
            @Nullable String line2,
            String city,
            @Nullable String region,
            String postalCode,
            String country) {

        static AddressResponse from(Address address) {
            return new AddressResponse(
                    address.name(),
                    address.line1(),
                    address.line2(),
                    address.city(),
                    address.region(),
                    address.postalCode(),
                    address.country());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PaymentResponse(
            String method,
            String brand,
            String last4,
            @Schema(description = "Of a confirmed order") @Nullable String authorizationId) {

        static PaymentResponse from(Order order) {
            var card = order.attempt().card();
            return new PaymentResponse(
                    "card",
                    card.brand(),
                    card.last4(),
                    Optional.ofNullable(order.authorization()).map(Authorization::id).orElse(null));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record RejectionResponse(
            @Schema(allowableValues = {"out-of-stock", "payment-declined", "abandoned"})
                    String reason,
            List<String> missing,
            @Nullable String code) {

        static RejectionResponse from(Rejection rejection) {
            return new RejectionResponse(
                    rejection.reason().text(), rejection.missing(), rejection.code());
        }
    }
}
