package dev.konbini.bench.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StallsTests {

    private static final TopicPartition ONE = new TopicPartition("lines", 0);
    private static final TopicPartition OTHER = new TopicPartition("lines", 1);

    private final Stalls stalls = new Stalls();

    @Test
    void partitionStandsStillFromItsFirstWaitingLineToTheNextCommit() {
        note(0, Map.of(ONE, 5L), Map.of(ONE, 5L));
        note(100, Map.of(ONE, 7L), Map.of(ONE, 5L));
        note(300, Map.of(ONE, 9L), Map.of(ONE, 5L));
        note(350, Map.of(ONE, 9L), Map.of(ONE, 9L));

        assertThat(stalls.longest()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void partitionThatNeverCatchesUpButMovesDoesNotStandStill() {
        for (int step = 0; step < 20; step++) {
            note(step * 100, Map.of(ONE, 1_000L), Map.of(ONE, (long) step));
        }

        assertThat(stalls.longest()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void countsEachPartitionsOwn() {
        note(0, Map.of(ONE, 1L, OTHER, 1L), Map.of());
        note(2_000, Map.of(ONE, 1L, OTHER, 1L), Map.of(ONE, 1L));
        note(5_000, Map.of(ONE, 1L, OTHER, 1L), Map.of(ONE, 1L, OTHER, 1L));

        assertThat(stalls.longerThan(Duration.ofSeconds(1))).isEqualTo(2);
        assertThat(stalls.longerThan(Duration.ofSeconds(3))).isEqualTo(1);
        assertThat(stalls.longest()).isEqualTo(Duration.ofSeconds(5));
    }

    private void note(
            int millis, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
        stalls.note(ends, committed, Duration.ofMillis(millis).toNanos());
    }
}
