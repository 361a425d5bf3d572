package dev.konbini.logging.staging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.tenant.StagingSlice;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceTests {

    private static final String TOPIC = "konbini.logs";

    @ParameterizedTest
    @CsvSource({"0.5", "1", "10", "50"})
    void sharesOfPlacesAreAsLargeAsSaid(double percent) {
        var taken = count(slice(percent), 100_000);

        assertThat((double) taken / 1000).isBetween(percent * 0.85, percent * 1.15);
    }

    @Test
    void noneTakesNothingAndAllTakesAll() {
        assertThat(count(StagingSlice.NONE, 10_000)).isZero();
        assertThat(count(slice(100), 10_000)).isEqualTo(10_000);
    }

    @Test
    void traceIsTakenWholeOrNotAtAllWhereverItsLinesAre() {
        var half = slice(50);

        for (var trace = 0; trace < 100; trace++) {
            var id = "%032x".formatted(trace);
            var first = Choice.takes(half, new Place(TOPIC, 0, 0), id);
            assertThat(LongStream.range(0, 50))
                    .allMatch(offset ->
                            Choice.takes(half, new Place(TOPIC, (int) (offset % 6), offset), id)
                                    == first);
        }
    }

    @Test
    void largerSliceHasAllOfASmallerOne() {
        assertThat(LongStream.range(0, 20_000))
                .allMatch(offset -> {
                    var place = new Place(TOPIC, 2, offset);
                    return !Choice.takes(slice(3), place, null)
                            || Choice.takes(slice(4), place, null);
                });
    }

    @Test
    void partitionThatIsNamedIsTakenWhole() {
        var partition = new StagingSlice(0, Set.of(3));

        assertThat(Choice.takes(partition, new Place(TOPIC, 3, 17), "any")).isTrue();
        assertThat(Choice.takes(partition, new Place(TOPIC, 2, 17), "any")).isFalse();
    }

    /// A version that chose otherwise would give staging other lines in a replay.
    @ParameterizedTest
    @CsvSource({
        "konbini.logs-3-17, 82893",
        "konbini.logs-3-18, 6235",
        "4bf92f3577b34da6a3ce929d0e0e4736, 71944",
    })
    void lineStaysInItsSliceForGood(String trace, int thousandth) {
        var place = new Place(TOPIC, 0, 0);

        assertThat(Choice.takes(slice((thousandth + 1) / 1000.0), place, trace)).isTrue();
        assertThat(Choice.takes(slice(thousandth / 1000.0), place, trace)).isFalse();
    }

    private static long count(StagingSlice slice, long lines) {
        return LongStream.range(0, lines)
                .filter(offset ->
                        Choice.takes(slice, new Place(TOPIC, (int) (offset % 6), offset), null))
                .count();
    }

    private static StagingSlice slice(double percent) {
        return new StagingSlice(percent, Set.of());
    }
}
