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
        assertThat(report.at("/stepLatencyMillis/order/max").asDouble()).isEqualTo(9);
        assertThat(report.path("began").asString()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(report.path("replicas").path(0).path("replica").asString()).isEqualTo("gateway");
        assertThat(Files.readString(page))
                .contains("nothing failed, nothing lost, nothing twice")
                .contains("<td>before, kept<td>60<td>0<td>1.0<td>2.0<td>3.0<td>4.0")
                .contains("<td>during: order<td>5<td>0<td>6.0<td>7.0<td>8.0<td>9.0")
                .contains("<rect ");
    }

    @Test
    void everyReasonAgainstItIsNamed() {
        var failure = new Exchange("order", true, BEGAN, Duration.ofMillis(5), "refused");
        var broken = new Tally("Kafka", 7, Set.of("a"), Set.of("b"), null);

        assertThat(
                        outcome("It went back by itself: too slow.", broken, 9, List.of(failure))
                                .verdict())
                .containsExactly(
                        "It went back by itself: too slow.",
                        "1 requests failed.",
                        "Kafka lacks 1 of 7 orders.",
                        "Kafka has 1 orders more than once.",
                        "The live tail said that it passed over 4,988 lines.",
                        "Stock for 9 pieces is reserved, for 7 orders of one piece each.");
    }

    @Test
    void storeThatCouldNotBeReadIsNoBrokenPromiseAndNoKeptOne() throws IOException {
        var outcome = outcome(null, Tally.unread("Kafka", 7, "it is away"), 7, List.of());

        var page = new Report(outcome).write(directory);

        assertThat(outcome.isGood()).isFalse();
        assertThat(outcome.verdict())
                .containsExactly(
                        "Kafka could not be read, so nothing is proven of it: it is away.");
        var report = JsonMapper.shared().readTree(directory.resolve("upgrade-report.json"));
        assertThat(report.path("verdict").asString()).isEqualTo("not proven");
        assertThat(report.at("/stores/0/notProven").asString()).isEqualTo("it is away");
        assertThat(Files.readString(page)).contains("not all is proven", "<td colspan=\"2\">");
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
        return new Tally("MongoDB", 7, Set.of(), Set.of(), null);
    }

    @Test
    void whatHadToFailIsToldAndSpeaksAgainstNothing() {
        var outcome = outcome(null, clean(), 7, List.of(), 3);

        assertThat(outcome.isGood()).isTrue();
        assertThat(new ReportPage(outcome).html())
                .contains("3 searches and looks at the log found Elasticsearch away");
        assertThat(new ReportPage(outcome(null, clean(), 7, List.of())).html())
                .doesNotContain("Elasticsearch away");
    }

    private static Outcome outcome(
            @Nullable String complaint, Tally tally, int reserved, List<Exchange> failures) {
        return outcome(complaint, tally, reserved, failures, 0);
    }

    private static Outcome outcome(
            @Nullable String complaint,
            Tally tally,
            int reserved,
            List<Exchange> failures,
            int excused) {
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
                Map.of("order", new Latencies(5, 0, 6, 7, 8, 9)),
                List.of(spell),
                40,
                7,
                0,
                List.of(tally),
                reserved,
                failures,
                excused,
                4_988);
    }
}
