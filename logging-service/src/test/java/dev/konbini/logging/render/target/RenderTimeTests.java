package dev.konbini.logging.render.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderTimeTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"soon", "now-5", "now-5parsecs", "25:00", "13/45/26", "foo 3", "now--1h"})
    void whatIsNoTimeIsRefused(String text) {
        assertThat(new RenderTime(ZoneOffset.UTC, Instant.EPOCH).parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "5min,300",
        "-1d,-86400",
        "1h30min,5400",
        "+2w,1209600",
        "1mon,2592000",
        "1y,31536000",
        "10s,10",
        "7seconds,7"
    })
    void lengthOfTimeIsRead(String text, long seconds) {
        assertThat(TimeOffset.parse(text)).contains(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "min", "5m", "1x", "-", "1h-30min"})
    void lengthWithoutAUnitIsRefused(String text) {
        assertThat(TimeOffset.parse(text)).isEmpty();
    }
}
