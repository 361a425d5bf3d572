package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.traffic.Exchange;
import dev.konbini.cli.traffic.Latencies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ReportTests {

    private static final Instant BEGAN = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir private Path directory;

    @Test
    void keptPromiseIsReportedWithItsFigures() throws IOException {
        var page = new Report(outcome(null, clean(), 7, List.of())).write(directory);

        var report = JsonMapper.shared().readTree(directory.resolve("upgrade-report.json"));
        assertThat(report.path("verdict").asString()).isEqualTo("kept");
        assertThat(report.path("requests").asInt()).isEqualTo(60);
        assertThat(report.path("began").asString()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(report.path("replicas").path(0).path("replica").asString()).isEqualTo("gateway");
        assertThat(Files.readString(page))
                .contains("nothing failed, nothing lost, nothing twice")
                .contains("<td>before, kept<td>60<td>0<td>1.0<td>2.0<td>3.0<td>4.0")
                .contains("<rect ");
    }

    @Test
    void everyReasonAgainstItIsNamed() {
        var failure = new Exchange("order", true, BEGAN, Duration.ofMillis(5), "refused");
        var broken = new Tally("Kafka", 7, Set.of("a"), Set.of("b"));

        assertThat(outcome("too slow", broken, 9, List.of(failure)).verdict())
                .containsExactly(
                        "It went back by itself: too slow.",
                        "1 requests failed.",
                        "Kafka lacks 1 of 7 orders.",
                        "Kafka has 1 orders more than once.",
                        "Stock for 9 pieces is reserved, for 7 orders of one piece each.");
    }

    @Test
    void whatServersAnsweredIsShownAsText() {
        var failure =
                new Exchange("cart", false, BEGAN, Duration.ZERO, "<script>alert(1)</script>");

        assertThat(new ReportPage(outcome(null, clean(), 7, List.of(failure))).html())
                .contains("&lt;script>alert(1)&lt;/script>")
                .doesNotContain("<script>");
    }

    private static Tally clean() {
        return new Tally("MongoDB", 7, Set.of(), Set.of());
    }

    private static Outcome outcome(
            @Nullable String complaint, Tally tally, int reserved, List<Exchange> failures) {
        var spell =
                new Spell("gateway", "0.1.0", Spell.State.SERVING, BEGAN, BEGAN.plusSeconds(30));
        return new Outcome(
                List.of("0.1.0"),
                "0.2.0",
                BEGAN,
                BEGAN.plusSeconds(10),
                BEGAN.plusSeconds(20),
                BEGAN.plusSeconds(30),
                complaint,
                Map.of("before", Map.of("kept", new Latencies(60, 0, 1, 2, 3, 4))),
                List.of(spell),
                40,
                7,
                0,
                List.of(tally),
                reserved,
                failures);
    }
}
