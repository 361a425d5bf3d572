package dev.konbini.commerce.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTests {

    @ParameterizedTest
    @CsvSource({"12.5,USD,12.50", "12,USD,12.00", "1200,JPY,1200", "1200.0,JPY,1200", "0,EUR,0.00"})
    void amountHasTheDigitsOfItsCurrency(String amount, String currency, String text) {
        assertThat(Money.of(amount, currency).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"12.505,USD", "0.5,JPY", "-1,USD", "100000000000001,USD", "1,XAU", "1,ZZZ"})
    void amountThatItsCurrencyCannotHaveIsRefused(String amount, String currency) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(amount, currency));
    }

    @Test
    void sumsAndMultiplesAreExact() {
        assertThat(Money.of("0.10", "USD").times(3)).isEqualTo(Money.of("0.30", "USD"));
        assertThat(Money.of("0.10", "USD").plus(Money.of("0.20", "USD")))
                .isEqualTo(Money.of("0.3", "USD"));
    }

    @Test
    void sumOfTwoCurrenciesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.of("1", "USD").plus(Money.of("1", "JPY")));
    }

    @Test
    void fullestAndDearestCartHasATotal() {
        var line = new Money(Money.PRICE_MAX, Money.of("1", "USD").currency()).times(999);
        var total = Money.zero(line.currency());
        for (int i = 0; i < 100; i++) {
            total = total.plus(line);
        }

        assertThat(total.text()).isEqualTo("99900000000000.00");
    }
}
