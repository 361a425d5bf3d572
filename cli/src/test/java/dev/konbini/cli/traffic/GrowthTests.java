package dev.konbini.cli.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTests {

    @Test
    void halfPassWhileItGrowsAndMoreTowardsItsEnd() {
        var growth = new Growth(Duration.ofSeconds(1));

        assertThat(passed(growth, 0, 500)).isBetween(124L, 125L);
        assertThat(passed(growth, 500, 1_000)).isBetween(374L, 376L);
    }

    @Test
    void allPassAfterItsTime() {
        var growth = new Growth(Duration.ofSeconds(1));

        assertThat(passed(growth, 1_000, 1_100)).isEqualTo(100);
    }

    @Test
    void allPassAtOnceWithoutTime() {
        assertThat(passed(new Growth(Duration.ZERO), 0, 10)).isEqualTo(10);
    }

    private static long passed(Growth growth, int from, int to) {
        return IntStream.range(from, to)
                .filter(millis -> growth.passes(Duration.ofMillis(millis)))
                .count();
    }
}
