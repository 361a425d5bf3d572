package dev.konbini.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What a suite takes is measured on the suite itself. How much it is, is no matter here.
@Order(2)
@ExtendWith(SuiteExtension.class)
class CapacityIT {

    private final Suite suite;

    CapacityIT(Suite suite) {
        this.suite = suite;
    }

    @Test
    void saysWhatAReplicaTakesAndWhatALoadNeeds(@TempDir Path folder) {
        var file = folder.resolve("capacity.json");

        var measured =
                suite.capacity(
                        "--warm-up",
                        "1",
                        "--seconds",
                        "10",
                        "--load",
                        "1000000",
                        "--json",
                        file.toString());

        assertThat(measured.exit()).as(measured.output()).isZero();
        assertThat(measured.output()).contains("took ", "limit ", "needed ");
        var report = JsonMapper.shared().readTree(file.toFile());
        var perReplica = report.at("/took/linesPerSecondPerReplica").asDouble();
        assertThat(report.at("/suite/replicas").asInt()).isEqualTo(1);
        assertThat(perReplica).isPositive().isEqualTo(report.at("/took/linesPerSecond").asDouble());
        assertThat(report.at("/sent/stored").asLong())
                .isPositive()
                .isEqualTo(report.at("/sent/lines").asLong());
        assertThat(
                        report.at("/shares/elasticsearch").asDouble()
                                + report.at("/shares/own").asDouble()
                                + report.at("/shares/kafka").asDouble())
                .isCloseTo(1, within(1e-6));
        assertThat(report.at("/limit/kind").asString())
                .isIn("SENDER", "ELASTICSEARCH", "REPLICAS", "KAFKA");
        assertThat(report.at("/disk/bytesPerLine").asDouble()).isPositive();
        assertThat(report.at("/need/replicas").asInt() * perReplica)
                .isGreaterThanOrEqualTo(1_300_000);
    }
}
