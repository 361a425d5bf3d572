package dev.konbini.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// Replicas are replaced while shoppers order and alerts are judged, and nobody notices; where
/// somebody would, the upgrade goes back.
@Order(4)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SuiteExtension.class)
class UpgradeIT {

    /// Few requests and no bound on their time: what is proven is that none fails.
    private static final String[] GENTLY = {
        "--rate", "16", "--margin", "3", "--latency-max", "30000"
    };

    private static final Duration CATCHING_UP = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Suite suite;

    UpgradeIT(Suite suite) {
        this.suite = suite;
    }

    @Test
    @Order(1)
    void isRefusedWhereNobodyServesMeanwhile() {
        var refused = suite.upgrade();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.output())
                .contains("would not be safe", "./konbini up --replicas 2")
                .doesNotContain("journeys run");
    }

    @Test
    @Order(1)
    void ofWhatLiesBelowIsRefusedWhereEachServerIsAlone() {
        var refused = suite.upgrade("--infra");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.output())
                .contains("one MongoDB and one Kafka", "./konbini up --ha")
                .doesNotContain("journeys run");
    }

    @Test
    @Order(2)
    void replacesEachReplicaAndLosesNothing() throws IOException {
        suite.restart("--replicas", "2");

        try (var alerting = new Alerting(suite.gateway())) {
            var upgraded = suite.upgrade(GENTLY);

            assertThat(upgraded.exit()).as(upgraded.output()).isZero();
            alerting.awaitToldOnce(CATCHING_UP);
        }
        var report = suite.upgradeReport();
        assertThat(report.path("verdict").asString()).isEqualTo("kept");
        assertThat(report.path("failed").asInt()).isZero();
        assertThat(report.at("/orders/acknowledged").asInt()).isPositive();
        assertThat(report.at("/orders/reservedPieces"))
                .isEqualTo(report.at("/orders/acknowledged"));
        assertThat(report.path("stores").valueStream().map(store -> store.path("store").asString()))
                .containsExactly("MongoDB", "Kafka", "Elasticsearch", "Live tail");
        assertThat(report.path("stores").valueStream())
                .allSatisfy(store -> {
                    assertThat(store.path("lost").size()).isZero();
                    assertThat(store.path("twice").size()).isZero();
                });
        assertThat(
                        report.path("replicas")
                                .valueStream()
                                .filter(spell -> spell.path("state").asString().equals("DRAINING"))
                                .map(spell -> spell.path("replica").asString()))
                .hasSize(8)
                .doesNotHaveDuplicates();
        assertThat(report.at("/latencyMillis/during/kept/requests").asInt()).isPositive();
        assertThat(report.at("/latencyMillis/during/fresh/requests").asInt()).isPositive();
    }

    @Test
    @Order(3)
    void goesBackByItselfWhenARequestFails() {
        long before = suite.pid("logging-service").orElseThrow();
        var upgrade =
                CompletableFuture.supplyAsync(
                        () -> suite.upgrade(GENTLY), Thread::startVirtualThread);
        try {
            while (suite.pid("logging-service").orElse(before) == before) {
                assertThat(upgrade).isNotDone();
                LockSupport.parkNanos(POLL.toNanos());
            }

            // The new replica is held before it can serve, and the only other one dies.
            try (var _ = suite.hold("logging-service")) {
                suite.killAtOnce("logging-service-2");
                while (suite.gateway().get("/api/logs?size=1").status() < 500) {
                    assertThat(upgrade).isNotDone();
                }
            }
        } finally {
            // It holds the suite's lock, without which nothing can be stopped.
            upgrade.join();
        }

        var ended = upgrade.join();
        assertThat(ended.exit()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("Going back", "It went back by itself");
        var report = suite.upgradeReport();
        assertThat(report.path("verdict").asString()).isEqualTo("broken");
        assertThat(report.path("failed").asInt()).isPositive();
        assertThat(report.path("stores").valueStream())
                .allSatisfy(store -> assertThat(store.path("lost").size()).isZero());
        suite.up();
        assertThat(suite.status().path("ready").asBoolean()).isTrue();
    }
}
