package dev.konbini.commerce.pricing;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/// A price as callers send it.
///
/// @param amount digits, with as many after the point as the currency has at most, such as `12.50`
/// @param currency an ISO 4217 code such as `USD`
public record MoneyRequest(
        @NotNull @Pattern(
                        regexp = "[0-9]{1,10}(\\.[0-9]{1,4})?",
                        message = "must be digits such as 12.50, as text")
                String amount,
        @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code such as USD") String currency) {

    /// The amount that is meant; callers see to it that it [#isAmountOfItsCurrency].
    public Money toMoney() {
        return Money.of(amount, currency);
    }

    @AssertTrue(
            message =
                    "must be an amount up to 10^9 in a currency that exists, with no more digits"
                            + " after the point than that has")
    boolean isAmountOfItsCurrency() {
        try {
            return toMoney().amount().compareTo(Money.PRICE_MAX) <= 0;
        } catch (IllegalArgumentException | NullPointerException e) {
            return false;
        }
    }
}
