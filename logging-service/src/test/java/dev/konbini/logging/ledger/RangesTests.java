package dev.konbini.logging.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.ledger.Ranges.Range;
import org.junit.jupiter.api.Test;

class RangesTests {

    @Test
    void neighboursBecomeOne() {
        assertThat(Ranges.of(0, 5).with(5, 9).ranges()).containsExactly(new Range(0, 9));
        assertThat(Ranges.of(5, 9).with(0, 5).ranges()).containsExactly(new Range(0, 9));
    }

    @Test
    void whatIsThereAlreadyChangesNothing() {
        var some = Ranges.of(0, 5).with(8, 10);

        assertThat(some.with(1, 4)).isEqualTo(some);
        assertThat(some.with(8, 10)).isEqualTo(some);
    }

    @Test
    void gapsAreBetweenTheLowestAndTheHighest() {
        var some = Ranges.of(3, 5).with(20, 21).with(8, 10);

        assertThat(some.gaps()).containsExactly(new Range(5, 8), new Range(10, 20));
        assertThat(some.end()).isEqualTo(21);
        assertThat(Ranges.NONE.gaps()).isEmpty();
    }

    @Test
    void whatFillsAGapClosesIt() {
        var some = Ranges.of(0, 2).with(4, 6).with(8, 9);

        assertThat(some.with(1, 8).gaps()).isEmpty();
        assertThat(some.with(2, 4).gaps()).containsExactly(new Range(6, 8));
    }

    @Test
    void knowsItsNumbers() {
        var some = Ranges.of(0, 2).with(4, 6);

        assertThat(some.contains(1)).isTrue();
        assertThat(some.contains(2)).isFalse();
        assertThat(some.contains(4)).isTrue();
        assertThat(some.contains(6)).isFalse();
    }

    @Test
    void readsWhatItWrote() {
        var some = Ranges.of(0, 2).with(4, 6);

        assertThat(Ranges.from(some.json())).isEqualTo(some);
    }
}
