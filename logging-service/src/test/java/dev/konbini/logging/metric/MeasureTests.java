package dev.konbini.logging.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasureTests {

    @Test
    void sumBeyondADoubleIsTheLargest() {
        assertThat(Measure.kept(Double.POSITIVE_INFINITY)).isEqualTo(Double.MAX_VALUE);
        assertThat(Measure.kept(Double.NEGATIVE_INFINITY)).isEqualTo(-Double.MAX_VALUE);
        assertThat(Measure.kept(Double.NaN)).isZero();
        assertThat(Measure.kept(-1.5)).isEqualTo(-1.5);
    }

    @Test
    void rawPointsBeyondADoubleAreRolledUpToo() {
        var readings = new Readings("a.sum", 300, 300, new double[] {Double.NaN});

        Measure.SUM.rollUp(
                List.of(new double[] {300, -1.7e308}, new double[] {310, -1.7e308}), readings);

        assertThat(readings.values()).containsExactly(-Double.MAX_VALUE);
    }
}
