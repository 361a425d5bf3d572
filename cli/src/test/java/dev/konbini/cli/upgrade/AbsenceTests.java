package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.traffic.Exchange;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AbsenceTests {

    private final Absence absence = new Absence();

    @Test
    void explainsFailuresOfWhatIsLookedForWhileItIsAway() {
        absence.begin();
        assertThat(absence.explains(failed("search", Instant.now()))).isTrue();
        absence.end();

        assertThat(absence.explains(failed("logs", Instant.now().minusSeconds(1)))).isTrue();
    }

    @Test
    void explainsNoFailureOfAnOrder() {
        absence.begin();

        assertThat(absence.explains(failed("order", Instant.now()))).isFalse();
        assertThat(absence.explains(failed("cart", Instant.now()))).isFalse();
    }

    @Test
    void explainsNothingBeforeAndAfter() {
        var before = Instant.now().minusSeconds(60);
        assertThat(absence.explains(failed("search", before))).isFalse();
        absence.begin();
        assertThat(absence.explains(failed("search", before))).isFalse();
        absence.end();

        assertThat(absence.explains(failed("search", before))).isFalse();
        var noticed = Instant.now().plus(Absence.NOTICED);
        assertThat(absence.explains(failed("search", noticed.minusSeconds(5)))).isTrue();
        assertThat(absence.explains(failed("search", noticed.plusSeconds(1)))).isFalse();
    }

    private static Exchange failed(String step, Instant at) {
        return new Exchange(step, true, at, Duration.ofSeconds(2), "503 instead of 200");
    }
}
