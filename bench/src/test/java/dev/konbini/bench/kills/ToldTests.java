package dev.konbini.bench.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToldTests {

    @Test
    void whatIsToldAgainUnderTheSameKeyIsNoDouble() {
        var told = Told.of(List.of("a", "b"), List.of("a", "b", "b"));

        assertThat(told).isEqualTo(new Told(2, 0, 0, 1));
        assertThat(told.exact()).isTrue();
    }

    @Test
    void whatIsMissingOrBesideIsCounted() {
        var told = Told.of(List.of("a", "b"), List.of("a", "c"));

        assertThat(told).isEqualTo(new Told(2, 1, 1, 0));
        assertThat(told.exact()).isFalse();
    }

    @Test
    void nothingToTellProvesNothing() {
        assertThat(Told.of(List.of(), List.of()).exact()).isFalse();
    }
}
