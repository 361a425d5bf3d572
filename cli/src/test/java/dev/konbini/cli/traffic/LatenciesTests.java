package dev.konbini.cli.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTests {

    @Test
    void percentilesAreThoseOfTheNearestRank() {
        var latencies =
                Latencies.of(IntStream.rangeClosed(1, 200).mapToObj(LatenciesTests::took).toList());

        assertThat(latencies).isEqualTo(new Latencies(200, 0, 100, 190, 198, 200));
    }

    @Test
    void failedRequestsCountWithTheirTime() {
        var failed = new Exchange("order", true, Instant.EPOCH, Duration.ofMillis(900), "refused");

        assertThat(Latencies.of(List.of(took(1), failed)))
                .isEqualTo(new Latencies(2, 1, 1, 900, 900, 900));
    }

    @Test
    void nothingTookNoTime() {
        assertThat(Latencies.of(List.of())).isEqualTo(new Latencies(0, 0, 0, 0, 0, 0));
    }

    private static Exchange took(int millis) {
        return new Exchange("search", true, Instant.EPOCH, Duration.ofMillis(millis), null);
    }
}
