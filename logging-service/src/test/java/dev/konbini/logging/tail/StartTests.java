package dev.konbini.logging.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.tail.Delivery.Skipped;
import org.junit.jupiter.api.Test;

class StartTests {

    private static final Extent EXTENT = new Extent(Position.of(10, 0), Position.of(110, 100));

    @Test
    void goesOnWhereItWas() {
        var start = Start.of(Position.of(50, 60), EXTENT, 1000);

        assertThat(start.from()).isEqualTo(Position.of(50, 60));
        assertThat(start.gaps()).isEmpty();
    }

    @Test
    void countsWhatKafkaHasNoMore() {
        var start = Start.of(Position.of(4, 0), EXTENT, 1000);

        assertThat(start.from()).isEqualTo(Position.of(10, 0));
        assertThat(start.gaps()).containsExactly(new Skipped(6, Passed.EXPIRED, start.from()));
    }

    @Test
    void countsWhatIsFurtherBackThanAllowed() {
        var start = Start.of(Position.of(10, 0), EXTENT, 50);

        assertThat(start.from()).isEqualTo(Position.of(85, 75));
        assertThat(start.gaps())
                .containsExactly(new Skipped(150, Passed.TOO_FAR_BACK, start.from()));
    }

    @Test
    void beginsAtTheEndOfTopicThatWasMadeAnew() {
        var start = Start.of(Position.of(500, 60), EXTENT, 1000);

        assertThat(start.from()).isEqualTo(Position.of(110, 60));
        assertThat(start.gaps()).containsExactly(new Skipped(100, Passed.EXPIRED, start.from()));
    }

    @Test
    void readsNewPartitionFromItsBeginning() {
        assertThat(Start.of(Position.of(110), EXTENT, 1000).from()).isEqualTo(Position.of(110, 0));
    }
}
