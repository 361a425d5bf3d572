package dev.konbini.commerce.pricing;

/// Money as it is answered.
///
/// @param amount exact, such as `1234.50`
/// @param currency an ISO 4217 code such as `USD`
public record MoneyResponse(String amount, String currency) {

    public static MoneyResponse from(Money money) {
        return new MoneyResponse(money.text(), money.currency().getCurrencyCode());
    }
}
