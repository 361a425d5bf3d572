package dev.konbini.logging.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeExpressionTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "now,                       2026-11-22T10:00:00Z",
        "now-30s,                   2026-11-22T09:59:30Z",
        "now-15m,                   2026-11-22T09:45:00Z",
        "now+1h,                    2026-11-22T11:00:00Z",
        "now-1d,                    2026-11-21T10:00:00Z",
        "now-2w,                    2026-11-08T10:00:00Z",
        "2026-11-22T03:04:05Z,      2026-11-22T03:04:05Z",
        "2026-11-22T03:04:05+09:00, 2026-11-21T18:04:05Z",
    })
    void readsTimes(String text, Instant time) {
        assertThat(TimeExpression.parse(text, NOW)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "now-",
                "now-1",
                "now-1y",
                "now-9999999s",
                "now/d",
                "2026-11-22",
                "2026-11-22T03:04:05",
                "1795305600000",
                "1969-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(TimeExpression.parse(text, NOW)).isEmpty();
    }
}
