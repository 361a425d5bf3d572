package dev.konbini.transaction.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class MoneyTests {

    private final JsonMapper json = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource({
        "25,USD,25.00",
        "25.5,USD,25.50",
        "25.500,USD,25.50",
        "0,USD,0.00",
        "1200,JPY,1200",
        "1200.0,JPY,1200",
        "1E+3,JPY,1000",
        "1.234,BHD,1.234"
    })
    void hasTheDecimalsOfItsCurrency(String amount, String currency, String written) {
        assertThat(json.writeValueAsString(Money.of(amount, currency)))
                .isEqualTo("{\"amount\":\"%s\",\"currency\":\"%s\"}".formatted(written, currency));
    }

    @ParameterizedTest
    @CsvSource({
        "-1,USD",
        "0.001,USD",
        "0.5,JPY",
        "1,XYZ",
        "1,usd",
        "1234567890123456,JPY",
        "1E+999999,USD",
        "1E-999999,USD",
        "one,USD"
    })
    void refusesWhatIsNoAmount(String amount, String currency) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(amount, currency));
    }

    @Test
    void equalsWhatIsWorthTheSame() {
        assertThat(Money.of("1", "USD")).isEqualTo(Money.of("1.00", "USD"));
        assertThat(Money.of("1", "USD")).isNotEqualTo(Money.of("1", "EUR"));
    }

    @Test
    void readsWhatItWrites() {
        var money = Money.of("12.50", "USD");

        var read = json.readValue(json.writeValueAsString(money), Money.class);

        assertThat(read).isEqualTo(money);
        assertThat(MoneyDocument.from(money).toMoney()).isEqualTo(money);
    }
}
