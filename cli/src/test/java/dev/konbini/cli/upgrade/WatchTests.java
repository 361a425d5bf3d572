package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.traffic.Observed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchTests {

    @Test
    void looksBackFarEnoughToHaveSeenManyRequests() {
        assertThat(window(40)).isEqualTo(Duration.ofSeconds(10));
        assertThat(window(20)).isEqualTo(Duration.ofSeconds(10));
        assertThat(window(16)).isEqualTo(Duration.ofSeconds(13));
        assertThat(window(1)).isEqualTo(Duration.ofSeconds(200));
    }

    private static Duration window(int requestsPerSecond) {
        return Watch.at(
                        requestsPerSecond,
                        new Observed(),
                        Duration.ofSeconds(3),
                        failed -> false,
                        new Interruption())
                .window();
    }
}
