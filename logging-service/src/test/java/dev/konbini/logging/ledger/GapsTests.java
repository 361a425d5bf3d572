package dev.konbini.logging.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.ledger.Ledger.Missing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GapsTests {

    @Test
    void nothingIsMissingBetweenChunksThatMeet() {
        var gaps = new Gaps(List.of(chunk(0, 7_000, 10_000, 1, 5), chunk(1, 10_000, 12_000, 5, 9)));

        assertThat(gaps.offsets()).isEmpty();
        assertThat(gaps.sequences(Map.of())).isEmpty();
    }

    @Test
    void whatIsMissingBetweenChunksIsNamed() {
        var gaps = new Gaps(List.of(chunk(0, 0, 9_990, 1, 5), chunk(1, 10_000, 10_005, 8, 9)));

        assertThat(gaps.offsets())
                .containsExactly(new Missing("offsets", "t-3", 9_990L, 10_000L, 10));
        assertThat(gaps.sequences(Map.of()))
                .containsExactly(new Missing("sequence", "till-1", 5L, 8L, 3));
    }

    @Test
    void whatAnInstanceSaysItLostIsNotMissing() {
        var gaps = new Gaps(List.of(chunk(0, 0, 10, 1, 5), chunk(1, 10_000, 10_005, 8, 9)));

        assertThat(gaps.incomplete()).containsExactly("till-1");
        assertThat(gaps.sequences(Map.of("till-1", 3L))).isEmpty();
        assertThat(gaps.sequences(Map.of("till-1", 2L))).hasSize(1);
        assertThat(gaps.sequences(Map.of("till-2", 3L))).hasSize(1);
    }

    private static Chunk chunk(long number, long from, long to, long first, long end) {
        return new Chunk(
                new ChunkKey("t", 3, number),
                Ranges.of(from, to),
                Map.of(),
                Map.of("till-1", Ranges.of(first, end)));
    }
}
