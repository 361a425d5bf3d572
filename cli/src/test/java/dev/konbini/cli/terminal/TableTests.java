package dev.konbini.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableTests {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        var table = new Table(List.of("member", "pid", "state"), Set.of(1));
        table.add("gateway", "7", "ready");
        table.add("kafka", "12345", "");

        assertThat(table.lines())
                .containsExactly(
                        "member     pid  state", "gateway      7  ready", "kafka    12345");
    }

    @Test
    void figuresAreAsPeopleReadThem() {
        assertThat(Figures.memory(0)).isEqualTo("–");
        assertThat(Figures.memory(1_300L << 20)).isEqualTo("1,300 MiB");
        assertThat(Figures.seconds(Duration.ofMillis(1_740))).isEqualTo("1.7 s");
        assertThat(Figures.uptime(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Figures.uptime(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
        assertThat(Figures.uptime(Duration.ofMinutes(185))).isEqualTo("3 h 5 min");
        assertThat(Figures.uptime(Duration.ofHours(50))).isEqualTo("2 d 2 h");
    }

    @Test
    void liveLineFitsANarrowTerminal() {
        var many = Collections.nCopies(20, "commerce-service");

        assertThat(Progress.line(many, Duration.ofSeconds(7)))
                .startsWith("    7 s  waiting for commerce-service,")
                .hasSizeLessThan(80);
    }
}
