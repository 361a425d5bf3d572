package dev.konbini.logging.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Bridge;
import dev.konbini.logging.Contract;
import dev.konbini.logging.Suite;
import dev.konbini.logging.syslog.SyslogListeners;
import dev.konbini.web.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// The service starts while neither Kafka nor Elasticsearch is there, and the topics come last.
@SpringBootTest(
        properties = {
            "konbini.telemetry.enabled=false",
            "konbini.syslog.tcp-port=0",
            "konbini.syslog.tenant=waiting",
        })
@AutoConfigureMockMvc
@DirtiesContext
class LateServersIT {

    private static final int SYSLOG_LINES = 400;
    private static final Suite SUITE = new Suite();
    private static final Bridge KAFKA = new Bridge(Suite.KAFKA);
    private static final Bridge ELASTICSEARCH =
            new Bridge(Suite.ELASTICSEARCH.replace("http://", ""));

    @Autowired MockMvcTester http;
    @Autowired ApplicationAvailability availability;
    @Autowired SyslogListeners syslog;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        SUITE.register(registry);
        registry.add("spring.kafka.bootstrap-servers", KAFKA::address);
        registry.add("spring.elasticsearch.uris", () -> "http://" + ELASTICSEARCH.address());
    }

    @AfterAll
    static void close() throws IOException {
        KAFKA.close();
        ELASTICSEARCH.close();
    }

    @Test
    void readyWithoutThemAndAtWorkOnceTheyAreThere() throws IOException {
        assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
        assertThat(http.get().uri("/api/instances").header("Authorization", operator()))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("{\"asOf\":null,\"items\":[],\"next\":null}");

        var sender = send(SYSLOG_LINES);
        await().during(Duration.ofSeconds(1)).until(sender::isAlive);

        KAFKA.open();
        SUITE.makeTopic("logs", 3);
        SUITE.makeTopic("heartbeats", 1);
        SUITE.send("logs", "a", Map.of(), new Contract("logs").example("line"));
        SUITE.send("heartbeats", "a", Map.of(), new Contract("heartbeats").example("heartbeat"));
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() ->
                        assertThat(
                                        http.get()
                                                .uri("/api/instances")
                                                .header("Authorization", operator()))
                                .bodyJson()
                                .extractingPath("$.asOf")
                                .isNotNull());
        assertThat(SUITE.count("logs-*")).isZero();
        // What its tenant wants masked is not known yet, so its lines wait at the sender's.
        assertThat(sender.isAlive()).isTrue();

        ELASTICSEARCH.open();

        await().atMost(Duration.ofSeconds(40)).until(() -> !sender.isAlive());
        await().atMost(Duration.ofSeconds(40)).until(() -> SUITE.count("logs-konbini-*") == 1);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> SUITE.count("logs-waiting-*") == SYSLOG_LINES);
    }

    /// Sends more than the buffers of a connection hold, so that the sender has to wait while lines
    /// are not taken.
    private Thread send(int lines) {
        return Thread.ofVirtual()
                .start(() -> {
                    try (var socket =
                            new Socket(InetAddress.getLoopbackAddress(), syslog.tcpPort())) {
                        var line = ("<13>" + "x".repeat(60_000) + "\n").getBytes(UTF_8);
                        for (var i = 0; i < lines; i++) {
                            socket.getOutputStream().write(line);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static String operator() {
        return "Bearer " + SUITE.token(null, Role.OPERATOR);
    }
}
