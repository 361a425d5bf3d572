package dev.konbini.logging.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.operation.Operation.Outcome;
import dev.konbini.logging.operation.Operation.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationTests {

    private static final Instant START = Instant.parse("2026-11-30T23:59:59Z");

    private final Operation operation =
            Operation.begun("upgrade", "Up", "ada", START, START, Duration.ofMinutes(1), Map.of());

    @Test
    void runsWhileItSaysSo() {
        var later = START.plusSeconds(50);

        assertThat(operation.state(later)).isEqualTo(State.RUNNING);
        assertThat(operation.goesOn(later, "", Map.of()).state(later.plusSeconds(60)))
                .isEqualTo(State.RUNNING);
    }

    @Test
    void isAbandonedWhenItSaysNothingForTooLong() {
        assertThat(operation.state(START.plusSeconds(61))).isEqualTo(State.ABANDONED);
    }

    @Test
    void staysAsItEnded() {
        var ended = operation.ended(START, Outcome.FAILED, "", Map.of());

        assertThat(ended.state(START.plusSeconds(61))).isEqualTo(State.FAILED);
    }

    @Test
    void keepsTheEndOfALongOutput() {
        var ended = operation.ended(START, Outcome.FAILED, "x".repeat(100_000) + "end", Map.of());

        assertThat(ended.output())
                .hasSize(Operation.OUTPUT_MAX)
                .startsWith("[the beginning is left out]")
                .endsWith("xend");
    }

    @Test
    void idTellsTheDayAndSortsByTime() {
        var next = OperationId.at(START.plusSeconds(1));

        assertThat(operation.id().day()).isEqualTo("2026-11-30");
        assertThat(next.day()).isEqualTo("2026-12-01");
        assertThat(next.text()).isGreaterThan(operation.id().text());
        assertThat(OperationId.parse(next.text())).contains(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "1-1-1-1-1", "00000000-0000-4000-8000-000000000000"})
    void whatIsNoIdIsNone(String text) {
        assertThat(OperationId.parse(text)).isEmpty();
    }
}
