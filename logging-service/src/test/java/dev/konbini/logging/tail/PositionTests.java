package dev.konbini.logging.tail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTests {

    @Test
    void textStandsForThePosition() {
        for (var position :
                new Position[] {
                    Position.of(), Position.of(0), Position.of(127, 128, Long.MAX_VALUE, 5)
                }) {
            assertThat(Position.parse(position.text())).contains(position);
        }
    }

    @Test
    void textIsShort() {
        assertThat(Position.of(1_000_000_000, 1_000_000_000, 1_000_000_000).text())
                .hasSizeLessThan(30)
                .matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AQ", "AQUF", "not base64!", "AQEBAQEBAQEBAQEBAQ"})
    void whatWeDidNotMakeIsNoPosition(String text) {
        assertThat(Position.parse(text)).isEmpty();
    }

    @Test
    void laterIsTheFartherInEachPartition() {
        assertThat(Position.of(5, 1).later(Position.of(3, 4, 2))).isEqualTo(Position.of(5, 4, 2));
        assertThat(Position.of(5).later(Position.of())).isEqualTo(Position.of(5));
    }
}
