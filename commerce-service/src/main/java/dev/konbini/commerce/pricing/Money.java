package dev.konbini.commerce.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/// An exact amount in one currency, never below zero, with exactly the currency's digits after the
/// point (ISO 4217: 2 for USD, 0 for JPY).
///
/// Nothing here rounds: a price that needs more digits than its currency has is refused, and sums
/// and multiples of whole quantities stay exact. A later rule that divides (a percentage, a tax)
/// rounds once per line, half to even.
public record Money(BigDecimal amount, Currency currency) {

    /// A hundred lines of 999 pieces at [PRICE_MAX] stay below it.
    private static final BigDecimal AMOUNT_MAX = new BigDecimal("100000000000000");

    /// What one piece may cost at most.
    public static final BigDecimal PRICE_MAX = new BigDecimal("1000000000");

    /// Brings the amount to the currency's digits.
    ///
    /// @throws IllegalArgumentException where the amount is negative, above 10^14, or finer than
    ///   the currency's smallest unit; where the currency has no units (such as gold)
    public Money {
        var digits = currency.getDefaultFractionDigits();
        if (digits < 0) {
            throw new IllegalArgumentException(
                    "%s is not a currency that things are priced in".formatted(currency));
        }
        if (amount.signum() < 0 || amount.compareTo(AMOUNT_MAX) > 0) {
            throw new IllegalArgumentException("an amount is between 0 and 10^14");
        }
        if (amount.stripTrailingZeros().scale() > digits) {
            throw new IllegalArgumentException(
                    "%s has %d digits after the point".formatted(currency, digits));
        }
        amount = amount.setScale(digits, RoundingMode.UNNECESSARY);
    }

    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    public Money times(int quantity) {
        return new Money(amount.multiply(BigDecimal.valueOf(quantity)), currency);
    }

    /// The sum of both.
    ///
    /// @throws IllegalArgumentException where the currencies differ
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(
                    "%s cannot be added to %s".formatted(other.currency, currency));
        }
        return new Money(amount.add(other.amount), currency);
    }

    /// The amount as text, such as `1234.50`.
    public String text() {
        return amount.toPlainString();
    }
}
