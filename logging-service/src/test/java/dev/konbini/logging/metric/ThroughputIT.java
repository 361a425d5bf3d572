package dev.konbini.logging.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;

/// Measures what one replica takes: `-Dkonbini.measure.metrics=true`. Not a part of the usual
/// tests, since what it says depends on the machine.
@EnabledIfSystemProperty(named = "konbini.measure.metrics", matches = "true")
class ThroughputIT extends LoggingIT {

    private static final int SERIES = 20_000;
    private static final int ROUNDS = 15;

    @Autowired TakePoints takePoints;

    @Test
    void pointsOfManySeriesAreTakenKeptAndWeighed() {
        var tenant = newTenant();
        var start = Instant.now().getEpochSecond() - ROUNDS * 10L;
        var measured = new ArrayList<String>();
        take(tenant, start - 10);
        await().atMost(Duration.ofMinutes(3)).until(() -> count(tenant) == SERIES);
        var wall = System.nanoTime();
        var cpu = cpuNanos();

        for (var round = 0; round < ROUNDS; round++) {
            take(tenant, start + round * 10L);
        }
        var taken = System.nanoTime();
        await().atMost(Duration.ofMinutes(5))
                .until(() -> count(tenant) == (long) SERIES * (ROUNDS + 1));

        var points = SERIES * ROUNDS;
        measured.add("into Kafka: %,d points/s".formatted(perSecond(points, taken - wall)));
        measured.add(
                "into Elasticsearch: %,d points/s"
                        .formatted(perSecond(points, System.nanoTime() - wall)));
        measured.add(
                "CPU of the replica: %.1f µs a point, test included"
                        .formatted((cpuNanos() - cpu) / 1000.0 / points));
        SUITE.call("POST", "/" + SUITE.index("points-*") + "/_forcemerge?max_num_segments=1", null);
        var stats =
                SUITE.call("GET", "/" + SUITE.index("points-*") + "/_stats/store,docs", null)
                        .path("_all")
                        .path("primaries");
        measured.add(
                "bytes a point: %.1f"
                        .formatted(
                                stats.path("store").path("size_in_bytes").asDouble()
                                        / stats.path("docs").path("count").asDouble()));
        System.out.println("MEASURED " + String.join("; ", measured));
        assertThat(count(tenant)).isEqualTo((long) SERIES * (ROUNDS + 1));
    }

    private void take(String tenant, long time) {
        for (var first = 0; first < SERIES; first += 5000) {
            var points = new ArrayList<Point>();
            for (var i = first; i < first + 5000; i++) {
                points.add(
                        new Point(
                                "web%d.plugin-%d.value".formatted(i / 50, i % 50),
                                (i * 31L + time) % 997 / 10.0,
                                time));
            }
            assertThat(takePoints.take(new TakePoints.Command(tenant, "graphite", points)))
                    .isEqualTo(new TakePoints.Outcome.Taken(5000, 0));
        }
    }

    private static long count(String tenant) {
        SUITE.call("POST", "/" + SUITE.index("points-*") + "/_refresh", null);
        return SUITE.call(
                        "POST",
                        "/" + SUITE.index("points-*") + "/_count?ignore_unavailable=true",
                        "{\"query\":{\"prefix\":{\"series\":\"%s:\"}}}".formatted(tenant))
                .path("count")
                .asLong();
    }

    private static long perSecond(long count, long nanos) {
        return count * 1_000_000_000L / nanos;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
