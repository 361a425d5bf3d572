package dev.konbini.cli.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.capacity.Course.Moment;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportTests {

    private static final Instant BEGAN = Instant.parse("2026-11-25T10:00:00Z");
    private static final Window WINDOW =
            new Window(
                    new Course(
                            List.of(
                                    new Moment(0, 0, 90_000, 0),
                                    new Moment(10_000_000_000L, 200_000, 90_000, 1))),
                    new Shares(0.6, 0.3, 0.1),
                    List.of(),
                    new ClusterUse(1.5, 2, 1, 0));

    private final Report report = report(300_000);

    @Test
    void figuresAreThoseOfAllReplicasAndOfOne() {
        assertThat(report.took()).isEqualTo(new Report.Took(10, 20_000, 10_000, 8_000_000, false));
    }

    @Test
    void saysWhatWasMeasuredAndWhatLimits() {
        assertThat(new ReportText(report).lines())
                .startsWith(
                        "measured   2 replicas of logging-service, 2 consumers each, 6 partitions; 300,000 lines of 400 bytes sent, each is there once",
                        "took       20,000 lines/s, 8.0 MB/s; each replica 10,000 lines/s")
                .anyMatch(line -> line.startsWith("limit      Elasticsearch"))
                .contains("disk       120 bytes a line, 240 with all copies")
                .noneMatch(line -> line.startsWith("needed"));
    }

    @Test
    void saysWhatALoadNeedsAndThatPartitionsBoundIt() {
        var text = new ReportText(report.needing(new Need.Ask(40_000, 30))).lines();

        assertThat(text)
                .contains(
                        "needed     for 40,000 lines/s: 6 replicas, to take 30 % more, and that load without one of them",
                        "           12 partitions: the 6 that there are give work to all consumers of 3 replicas, and further ones idle",
                        "           Elasticsearch and Kafka that take 2.6 times what they took here; as Elasticsearch is the limit, replicas alone do not help",
                        "           829.4 GB of disk a day");
    }

    @Test
    void saysWhenPartitionsWillDo() {
        assertThat(new ReportText(report.needing(new Need.Ask(100, 30))).lines())
                .contains("           the 6 partitions that there are will do");
    }

    @Test
    void linesThatAreNotThereAreNotPassedOver() {
        var report = report(299_999);

        assertThat(report.sent().isWhole()).isFalse();
        assertThat(new ReportText(report).lines().getFirst())
                .endsWith("sent, but 299,999 are there");
    }

    @Test
    void jsonHasTheSame() {
        var json = JsonMapper.shared().readTree(report.needing(new Need.Ask(40_000, 30)).json());

        assertThat(json.path("began").asString()).isEqualTo("2026-11-25T10:00:00Z");
        assertThat(json.at("/took/linesPerSecondPerReplica").asDouble()).isEqualTo(10_000);
        assertThat(json.at("/limit/kind").asString()).isEqualTo("ELASTICSEARCH");
        assertThat(json.at("/shares/own").asDouble()).isEqualTo(0.3);
        assertThat(json.at("/need/replicas").asInt()).isEqualTo(6);
    }

    private static Report report(long stored) {
        return Report.of(
                BEGAN,
                new Report.Suite(2, 2, 6),
                new Report.Sent(300_000, 120_000_000, stored),
                WINDOW,
                new Report.Disk(120, 240));
    }
}
