package dev.konbini.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTests {

    @Test
    void saysThatABusyMachineWasNotQuiet() {
        assertThat(MachineLoad.parse("0.97 2.00 3.00 1/400 4711\n").heading())
                .isEqualTo("Load average before it began: 0.97.");
        assertThat(MachineLoad.parse("1.01").heading())
                .startsWith("Load average before it began: 1.01. **The machine was not quiet");
    }

    @Test
    void readsCpuTimeOfAProcessWithAnAwkwardName() {
        var line =
                "4711 (a) b (c) S 1 4711 4711 0 -1 4194560 9 0 0 0 250 75 0 0 20 0 31 0 1000 9 9";

        assertThat(ProcessCpu.parse(line)).isEqualTo(3.25);
    }

    @Test
    void knowsItsOwnCpuTimeAndNoneOfAProcessThatIsGone() {
        assertThat(ProcessCpu.ownSeconds()).isPositive();
        assertThat(ProcessCpu.seconds(Integer.MAX_VALUE)).isZero();
    }

    @Test
    void takesTheNearestRankAsQuantile() {
        var values = new Values(IntStream.rangeClosed(1, 200).mapToDouble(i -> 201 - i).toArray());

        assertThat(values.quantile(0.5)).isEqualTo(100);
        assertThat(values.quantile(0.99)).isEqualTo(198);
        assertThat(values.quantile(1)).isEqualTo(values.max()).isEqualTo(200);
        assertThatThrownBy(() -> new Values(new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void printsATableInMarkdown() {
        var bytes = new ByteArrayOutputStream();
        var table =
                new MarkdownTable(
                        new PrintStream(bytes, true, StandardCharsets.UTF_8),
                        List.of("what", "figure"));

        table.add("a|b\nc", Text.whole(1234.5));

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(
                        """
                        | what | figure |
                        | --- | --- |
                        | a\\|b c | 1,235 |
                        """);
        assertThatThrownBy(() -> table.add("one")).isInstanceOf(IllegalArgumentException.class);
    }
}
