package dev.konbini.cli.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.capacity.Need.Ask;
import dev.konbini.cli.capacity.Need.Basis;
import org.junit.jupiter.api.Test;

class NeedTests {

    private static final Basis BASIS = new Basis(10_000, 20_000, 2, 6, 100);

    @Test
    void headroomAddsReplicas() {
        assertThat(Need.of(new Ask(40_000, 0), BASIS).replicas()).isEqualTo(5);
        assertThat(Need.of(new Ask(40_000, 30), BASIS).replicas()).isEqualTo(6);
        assertThat(Need.of(new Ask(40_000, 100), BASIS).replicas()).isEqualTo(8);
    }

    @Test
    void oneReplicaMayAlwaysBeLost() {
        assertThat(Need.of(new Ask(1, 30), BASIS).replicas()).isEqualTo(2);
        assertThat(Need.of(new Ask(10_000, 0), BASIS).replicas()).isEqualTo(2);
        assertThat(Need.of(new Ask(10_001, 0), BASIS).replicas()).isEqualTo(3);
    }

    @Test
    void eachConsumerNeedsAPartition() {
        var need = Need.of(new Ask(40_000, 30), BASIS);

        assertThat(need.partitions()).isEqualTo(12);
        assertThat(need.replicasPartitionsAllow()).isEqualTo(3);
        assertThat(need.isBoundByPartitions()).isTrue();
    }

    @Test
    void partitionsThatAreThereStay() {
        var need = Need.of(new Ask(15_000, 30), BASIS);

        assertThat(need.replicas()).isEqualTo(3);
        assertThat(need.partitions()).isEqualTo(6);
        assertThat(need.isBoundByPartitions()).isFalse();
    }

    @Test
    void whatLiesBelowIsMeasuredInWhatItTook() {
        assertThat(Need.of(new Ask(50_000, 20), BASIS).timesAsMuch()).isEqualTo(3);
        assertThat(Need.of(new Ask(5_000, 0), BASIS).timesAsMuch()).isEqualTo(0.25);
    }

    @Test
    void diskIsThatOfTheLoadWithoutHeadroom() {
        assertThat(Need.of(new Ask(1_000, 300), BASIS).diskBytesPerDay())
                .isEqualTo(1_000L * 86_400 * 100);
    }
}
