package dev.konbini.logging.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.alert.Condition.Comparison;
import dev.konbini.logging.alert.Condition.Direction;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTests {

    @ParameterizedTest
    @CsvSource({
        "AT_LEAST, 5, 4, false",
        "AT_LEAST, 5, 5, true",
        "AT_MOST, 5, 5, true",
        "AT_MOST, 5, 6, false",
        "AT_MOST, 0, 0, true",
    })
    void thresholdIsPartOfWhatIsWrong(
            Comparison comparison, long count, long lines, boolean wrong) {
        var condition = new Condition.Threshold(comparison, count);

        assertThat(judge(condition, Counts.of(Map.of("", lines))).wrong()).isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false"})
    void absenceIsNoLineAtAll(long lines, boolean wrong) {
        assertThat(judge(new Condition.Absence(), Counts.of(Map.of("", lines))).wrong())
                .isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource({
        "UP,   50, 1,  10, 15, true",
        "UP,   50, 1,  10, 14, false",
        "UP,   50, 1,  10, 5,  false",
        "UP,   50, 1,  0,  1,  true",
        "UP,   50, 20, 10, 15, false",
        "UP,   50, 20, 0,  20, true",
        "DOWN, 50, 1,  10, 5,  true",
        "DOWN, 50, 1,  10, 6,  false",
        "DOWN, 50, 1,  10, 15, false",
        "DOWN, 100, 1, 10, 0,  true",
        "DOWN, 50, 20, 10, 0,  false",
        "UP,   50, 1,  0,  0,  false",
        "DOWN, 50, 1,  0,  0,  false",
    })
    void rateIsAChangeInPercentOfTheWindowBefore(
            Direction direction, int percent, long floor, long before, long now, boolean wrong) {
        var condition = new Condition.Rate(direction, percent, floor);
        var counts = new Counts(Map.of("", now), Map.of("", before), Set.of(), List.of());

        assertThat(judge(condition, counts).wrong()).isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource({
        "UP,   150, true",
        "UP,   130, false",
        "UP,   50,  false",
        "DOWN, 50,  true",
        "DOWN, 70,  false",
        "DOWN, 150, false",
    })
    void anomalyIsFarFromTheMedianOfEarlierWeeks(Direction direction, long now, boolean wrong) {
        var condition = new Condition.Anomaly(direction, 4.0, 3);
        var past = List.of(90L, 95L, 100L, 100L, 100L, 105L, 105L, 110L, 5000L);
        var counts = new Counts(Map.of("", now), Map.of(), Set.of(), past);

        assertThat(judge(condition, counts).wrong()).isEqualTo(wrong);
    }

    @Test
    void groupIsJudgedForItselfAndMissedWhereItWasExpected() {
        var counts = new Counts(Map.of("till", 3L), Map.of(), Set.of("till", "shop"), List.of());

        var measures = Rules.judge(new Condition.Absence(), counts);

        assertThat(of(measures, "till").wrong()).isFalse();
        assertThat(of(measures, "shop").wrong()).isTrue();
    }

    @Test
    void constantHistoryBearsWhatCountingVariesBy() {
        var usual = Baseline.of(Collections.nCopies(9, 100L));

        assertThat(usual.median()).isEqualTo(100);
        assertThat(usual.spread()).isEqualTo(10);
        assertThat(Baseline.of(Collections.nCopies(4, 0L)).spread()).isEqualTo(1);
    }

    @Test
    void spreadIsNotMovedByAnOutlier() {
        assertThat(Baseline.of(List.of(8L, 9L, 10L, 11L, 1000L)).spread())
                .isEqualTo(Baseline.of(List.of(8L, 9L, 10L, 11L, 12L)).spread());
    }

    private static Measure judge(Condition condition, Counts counts) {
        return of(Rules.judge(condition, counts), "");
    }

    private static Measure of(Map<String, Measure> measures, String group) {
        return Objects.requireNonNull(measures.get(group));
    }
}
