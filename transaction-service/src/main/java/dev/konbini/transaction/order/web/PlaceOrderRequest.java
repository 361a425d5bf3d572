package dev.konbini.transaction.order.web;

import dev.konbini.transaction.offer.VerifyOffer;
import dev.konbini.transaction.order.Address;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// What a client sends to place an order.
record PlaceOrderRequest(
        @Schema(description = "The signed offer, a JWS in compact form, as the cart gave it")
                @NotBlank @Size(max = VerifyOffer.LENGTH_MAX) String offer,
        @NotNull @Valid PaymentRequest payment,
        @NotNull @Valid AddressRequest shipTo,
        @Schema(example = "ann@example.com") @NotBlank @Email @Size(max = 254) String email) {

    /// Without its content, none of which has a place in a log.
    @Override
    public String toString() {
        return "PlaceOrderRequest";
    }

    /// How to pay.
    record PaymentRequest(
            @Schema(allowableValues = "card")
                    @NotNull @Pattern(regexp = "card", message = "must be card") String method,
            @Schema(
                            description =
                                    "Stands for a card; the sandbox knows Stripe's test tokens",
                            example = "tok_visa")
                    @NotNull @Pattern(
                            regexp = "[A-Za-z0-9_]{1,128}",
                            message = "must be 1 to 128 letters, digits and underscores")
                    String token) {

        @Override
        public String toString() {
            return "PaymentRequest";
        }
    }

    /// Where to send it.
    record AddressRequest(
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 200) String line1,
            @Nullable @Size(max = 200) String line2,
            @NotBlank @Size(max = 100) String city,
            @Nullable @Size(max = 100) String region,
            @NotBlank @Size(max = 20) String postalCode,
            @Schema(description = "ISO 3166-1 alpha-2", example = "JP") @NotNull @CountryCode
                    String country) {

        Address toAddress() {
            return new Address(name, line1, line2, city, region, postalCode, country);
        }

        @Override
        public String toString() {
            return "AddressRequest";
        }
    }
}
