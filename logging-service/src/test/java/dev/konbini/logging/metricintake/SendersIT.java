package dev.konbini.logging.metricintake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.web.access.Role;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

/// Each way in, as far as `/render`.
class SendersIT extends LoggingIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired MetricSockets sockets;

    private final String name = "n" + UUID.randomUUID().toString().substring(0, 8);
    private final long now = Instant.now().getEpochSecond();

    /// A port that is free for TCP may be taken for UDP: then another is opened a while later.
    @BeforeEach
    void awaitPorts() {
        await().until(() -> sockets.graphitePort() > 0 && sockets.statsdPort() > 0);
    }

    @Test
    void graphiteLinesOverTcp() throws IOException {
        tcp(
                sockets.graphitePort(),
                "%1$s.a 1.5 %2$d\n%1$s.b 2 -1\nnonsense\n%1$s.c 3 %2$d".formatted(name, now));

        await().untilAsserted(() -> {
            assertThat(values(name + ".a")).containsExactly(1.5);
            assertThat(values(name + ".b")).containsExactly(2.0);
            assertThat(values(name + ".c")).containsExactly(3.0);
        });
    }

    @Test
    void graphiteLinesOverUdp() throws IOException {
        udp(sockets.graphitePort(), "%s.a 1.5 %d\n".formatted(name, now));

        await().untilAsserted(() -> assertThat(values(name + ".a")).containsExactly(1.5));
    }

    @Test
    void lineThatIsTooLongEndsItsConnectionAlone() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), sockets.graphitePort())) {
            socket.getOutputStream()
                    .write(("x".repeat(5000) + "\n").getBytes(StandardCharsets.UTF_8));

            assertThat(isClosed(socket)).isTrue();
        }
        tcp(sockets.graphitePort(), "%s.a 1 %d\n".formatted(name, now));
        await().untilAsserted(() -> assertThat(values(name + ".a")).containsExactly(1.0));
    }

    private static boolean isClosed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void statsdOverUdpAndTcp() throws IOException {
        // One value each, but of the gauge: a flush between two would leave the second alone.
        udp(
                sockets.statsdPort(),
                "%1$s.hits:3|c|@0.25\n%1$s.level:10|g\n%1$s.level:-3|g".formatted(name));
        tcp(sockets.statsdPort(), "%1$s.users:a|s\n%1$s.time:30|ms\n".formatted(name));

        await().untilAsserted(() -> {
            assertThat(values("stats.counters." + name + ".hits.count")).containsExactly(12.0);
            assertThat(values("stats.gauges." + name + ".level")).last().isEqualTo(7.0);
            assertThat(values("stats.sets." + name + ".users.count")).containsExactly(1.0);
            assertThat(values("stats.timers." + name + ".time.upper")).containsExactly(30.0);
        });
    }

    @Test
    void otlpInProtobufPackedAndNot() throws IOException {
        var request = Otlp.request(name, "host-1", now);

        assertThat(post(request.toByteArray(), null)).hasStatusOk();
        assertThat(post(packed(request.toByteArray()), "gzip")).hasStatusOk();

        await().untilAsserted(() -> {
            assertThat(values(name + ".host-1.queue.length.name:orders")).containsExactly(4.0);
            assertThat(values(name + ".host-1.requests")).containsExactly(12.0);
            assertThat(values(name + ".host-1.duration.count")).containsExactly(6.0);
            assertThat(values(name + ".host-1.duration.le:0_5")).containsExactly(3.0);
        });
    }

    @Test
    void otlpThatBecomesTooMuchIsRefusedWhole() throws IOException {
        var unpacked = packed(new byte[6 << 20]);
        var labels = Collections.nCopies(1_100_000, KeyValue.getDefaultInstance());
        var request = Otlp.request(name, "host-1", now).toBuilder();
        request.addResourceMetricsBuilder().getResourceBuilder().addAllAttributes(labels);
        var wide = Otlp.request(name + "x".repeat(1_000_000), "host-1", now);

        assertThat(post(unpacked, "gzip")).hasStatus(413);
        assertThat(post(packed(request.build().toByteArray()), "gzip"))
                .hasStatus(413)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("https://konbini.dev/problems/too-large");
        assertThat(
                        ExportMetricsServiceResponse.parseFrom(
                                        post(packed(wide.toByteArray()), "gzip")
                                                .getResponse()
                                                .getContentAsByteArray())
                                .getPartialSuccess()
                                .getRejectedDataPoints())
                .isEqualTo(Otlp.POINTS);
    }

    @Test
    void otlpInJson() {
        var json =
                """
                {"resourceMetrics": [{
                  "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "%s"}}]},
                  "scopeMetrics": [{"metrics": [
                    {"name": "up", "gauge": {"dataPoints": [{"timeUnixNano": "%d000000000", "asInt": "3"}]}},
                    {"name": "bad", "gauge": {"dataPoints": [{"timeUnixNano": "1", "asDouble": 1.0}]}}]}]}]}
                """
                        .formatted(name, now);

        var answer =
                http.post()
                        .uri("/v1/metrics")
                        .contentType("application/json")
                        .content(json)
                        .header("Authorization", bearer(Role.LOG_SENDER))
                        .exchange();

        assertThat(answer)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.partialSuccess.rejectedDataPoints")
                .isEqualTo("1");
        await().untilAsserted(() -> assertThat(values(name + ".-.up")).containsExactly(3.0));
    }

    @Test
    void otlpThatIsNoneIsRefused() {
        assertThat(post(new byte[] {1, 2, 3}, null)).hasStatus(400);
        assertThat(post(new byte[] {1, 2, 3}, "gzip")).hasStatus(400);
        assertThat(post(new byte[] {1, 2, 3}, "br")).hasStatus(400);
        assertThat(post(new byte[6 << 20], null)).hasStatus(413);
    }

    @Test
    void answerToProtobufIsProtobufAndTellsWhatWasRejected() throws IOException {
        var answer =
                post(Otlp.request(name, "host-1", 5).toByteArray(), null)
                        .getResponse()
                        .getContentAsByteArray();

        assertThat(
                        ExportMetricsServiceResponse.parseFrom(answer)
                                .getPartialSuccess()
                                .getRejectedDataPoints())
                .isEqualTo(Otlp.POINTS);
    }

    private MvcTestResult post(byte[] body, @Nullable String encoding) {
        var request =
                http.post()
                        .uri("/v1/metrics")
                        .contentType("application/x-protobuf")
                        .content(body)
                        .header("Authorization", bearer(Role.LOG_SENDER));
        return (encoding == null ? request : request.header("Content-Encoding", encoding))
                .exchange();
    }

    private static byte[] packed(byte[] body) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return packed.toByteArray();
    }

    private List<Double> values(String target) throws IOException {
        var answer =
                http.get()
                        .uri("/render")
                        .param("format", "json")
                        .param("from", "-5min")
                        .param("until", "now+1min")
                        .param("noNullPoints", "true")
                        .param("target", target)
                        .header("Authorization", bearer(Role.OPERATOR))
                        .exchange();
        return JSON.readTree(answer.getResponse().getContentAsString())
                .path(0)
                .path("datapoints")
                .valueStream()
                .map(point -> point.get(0).asDouble())
                .toList();
    }

    private static String bearer(Role role) {
        return "Bearer " + SUITE.token("konbini", role);
    }

    private static void tcp(int port, String text) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void udp(int port, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        try (var socket = new DatagramSocket()) {
            socket.send(
                    new DatagramPacket(
                            bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        }
    }
}
