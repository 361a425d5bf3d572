package dev.konbini.cli.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.capacity.LineTopic.Offsets;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetsTests {

    private static final TopicPartition FIRST = new TopicPartition("konbini.logs", 0);
    private static final TopicPartition SECOND = new TopicPartition("konbini.logs", 1);

    @Test
    void whatIsNotCommittedWaits() {
        var offsets = new Offsets(Map.of(FIRST, 10L, SECOND, 30L), Map.of(FIRST, 25L, SECOND, 30L));

        assertThat(offsets.sumTaken()).isEqualTo(40);
        assertThat(offsets.waiting()).isEqualTo(15);
    }

    @Test
    void commitThatWasSeenAfterTheEndIsNotLessThanNothing() {
        var offsets = new Offsets(Map.of(FIRST, 10L, SECOND, 31L), Map.of(FIRST, 12L, SECOND, 30L));

        assertThat(offsets.waiting()).isEqualTo(2);
    }

    @Test
    void isThroughWhenEachPartitionIs() {
        var offsets = new Offsets(Map.of(FIRST, 10L, SECOND, 31L), Map.of(FIRST, 12L, SECOND, 40L));

        assertThat(offsets.hasTaken(Map.of(FIRST, 10L, SECOND, 30L))).isTrue();
        assertThat(offsets.hasTaken(Map.of(FIRST, 11L, SECOND, 30L))).isFalse();
    }
}
