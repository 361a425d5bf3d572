package dev.konbini.transaction.money;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.Currency;

/// An exact amount in one currency, never negative.
///
/// The amount has exactly as many decimals as ISO 4217 gives the currency: 25 USD is `25.00`, 25
/// JPY is `25`. More decimals than that are refused rather than rounded.
///
/// @param amount written as text in JSON, because a JSON number is a binary fraction to many
///   readers
/// @param currency of ISO 4217
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, Currency currency) {

    /// The most digits an amount may have before its decimal point.
    static final int DIGITS_MAX = 15;

    /// Gives the amount as many decimals as its currency has.
    ///
    /// @throws IllegalArgumentException if the amount is negative, too large or more exact than the
    ///   currency
    public Money {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("An amount of money must not be negative");
        }
        var decimals = Math.max(currency.getDefaultFractionDigits(), 0);
        if (amount.precision() - (long) amount.scale() > DIGITS_MAX) {
            throw new IllegalArgumentException(
                    "An amount of money must have at most " + DIGITS_MAX + " digits");
        }
        if (amount.signum() != 0 && amount.stripTrailingZeros().scale() > decimals) {
            throw new IllegalArgumentException(
                    currency + " has " + decimals + " decimals and no more");
        }
        amount = amount.setScale(decimals);
    }

    /// Reads an amount such as `25.00` and a currency code such as `USD`.
    ///
    /// @throws IllegalArgumentException if either is not what it should be
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    @Override
    public String toString() {
        return currency + " " + amount.toPlainString();
    }
}
