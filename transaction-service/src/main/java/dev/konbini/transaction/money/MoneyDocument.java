package dev.konbini.transaction.money;

import java.math.BigDecimal;
import java.util.Currency;

/// [Money] as it is stored: a decimal that MongoDB can compare and add up, and a currency code.
public record MoneyDocument(BigDecimal amount, String currency) {

    public static MoneyDocument from(Money money) {
        return new MoneyDocument(money.amount(), money.currency().getCurrencyCode());
    }

    public Money toMoney() {
        return new Money(amount, Currency.getInstance(currency));
    }
}
