package dev.konbini.logging.staging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.OperatorApi;
import dev.konbini.logging.staging.Fed;
import dev.konbini.logging.staging.PrepareLine;
import dev.konbini.logging.staging.StagingNames;
import dev.konbini.logging.staging.StagingProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;

/// A feed whose staging does not answer, in place of the one that runs.
class StagingAwayIT extends LoggingIT {

    @Autowired private StagingFeed usual;
    @Autowired private FeedReading.Source source;
    @Autowired private PrepareLine prepareLine;
    @Autowired private StagingNames names;
    @Autowired private KafkaProperties kafka;

    private final String tenant = newTenant();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @BeforeEach
    void stopTheUsual() {
        usual.stop();
    }

    @AfterEach
    void startTheUsual() {
        usual.start();
    }

    @Test
    void linesWaitUncommittedAndAreAllThereWhenStagingIsBack() throws Exception {
        assertThat(
                        new OperatorApi(http, SUITE)
                                .call(
                                        HttpMethod.PUT,
                                        "/api/tenants/" + tenant,
                                        "{\"staging\":{\"percent\":100}}"))
                .hasStatus(201);
        var places = new HashSet<String>();
        for (var i = 0; i < 20; i++) {
            places.add(SUITE.send("logs", "k" + i, Map.of("tenant", tenant), "{\"a\":" + i + "}"));
        }
        var away = feed(closedPort());

        away.start();
        await().until(() -> gauge("konbini.staging.waiting") == 1);
        // Production does not wait.
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 20);
        away.stop();

        assertThat(places).noneMatch(this::isDone);
        assertThat(Fed.of(SUITE, tenant)).isEmpty();
        usual.start();
        await().untilAsserted(() ->
                assertThat(Fed.of(SUITE, tenant))
                        .extracting(Fed::origin)
                        .containsExactlyInAnyOrderElementsOf(places));
        await().until(() -> places.stream().allMatch(this::isDone));
    }

    private StagingFeed feed(int port) {
        var properties =
                new StagingProperties(
                        true,
                        "127.0.0.1:" + port,
                        Map.of(),
                        SUITE.topic("staging-"),
                        null,
                        5000,
                        500,
                        DataSize.ofMegabytes(1),
                        Duration.ofMinutes(10),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1));
        return new StagingFeed(
                source,
                prepareLine,
                new StagingTopic(kafka, names, properties),
                new FeedMeters(metrics, Clock.systemUTC()),
                properties);
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    /// Whether the feeders have committed beyond the line at `place`.
    private boolean isDone(String place) {
        var parts = place.substring(SUITE.topic("logs").length() + 1).split("-", 2);
        var partition = new TopicPartition(SUITE.topic("logs"), Integer.parseInt(parts[0]));
        try (var admin = SUITE.admin()) {
            var committed =
                    admin.listConsumerGroupOffsets(names.feeders())
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(partition);
            return committed != null && committed.offset() > Long.parseLong(parts[1]);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
