package dev.konbini.telemetry.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.telemetry.service.TestService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        classes = TestService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=shop",
            "konbini.telemetry.enabled=false",
            "management.server.port=0",
            "spring.kafka.listener.auto-startup=false"
        })
class AccessLogTests {

    private static final String LOGGER = "dev.konbini.telemetry.accesslog.AccessLogFilter";

    private final JsonMapper json = JsonMapper.builder().build();
    private final RestClient client =
            RestClient.builder().defaultStatusHandler(status -> true, (_, _) -> {}).build();

    @LocalServerPort private int port;

    @LocalManagementPort private int managementPort;

    @Test
    void writesALineForEachRequestWhateverItsAnswer(CapturedOutput output) {
        get("/greetings/mika");
        accessLines(output, 1);
        get("/nowhere");
        accessLines(output, 2);
        get("/failure");

        var lines = accessLines(output, 3);

        assertThat(lines)
                .extracting(line -> line.at("/message").asString().replaceAll("\\d+ ms", "N ms"))
                .containsExactly(
                        "GET /greetings/mika 200 in N ms",
                        "GET /nowhere 404 in N ms",
                        "GET /failure 500 in N ms");
        assertThat(lines)
                .allSatisfy(line -> {
                    assertThat(line.at("/log/level").asString()).isEqualTo("INFO");
                    assertThat(line.at("/trace/id").asString()).hasSize(32);
                    assertThat(line.at("/event/duration").asLong()).isPositive();
                    assertThat(line.at("/event/sequence").asLong()).isPositive();
                });
        assertThat(lines)
                .extracting(line -> line.at("/http/response/status_code").asInt())
                .containsExactly(200, 404, 500);
    }

    @Test
    void shareTheTraceWithTheRequestsOwnLines(CapturedOutput output) {
        client.get()
                .uri("http://127.0.0.1:" + port + "/relay")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .retrieve()
                .toBodilessEntity();

        assertThat(accessLines(output, 2))
                .extracting(line -> line.at("/url/path").asString())
                .containsExactlyInAnyOrder("/greetings/relay", "/relay");
        assertThat(lines(output))
                .filteredOn(line -> line.has("trace"))
                .hasSize(3)
                .extracting(line -> line.at("/trace/id").asString())
                .containsOnly("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void keepsSecretsOfTheCallerToItself(CapturedOutput output) {
        client.post()
                .uri("http://127.0.0.1:" + port + "/payments;jsessionid=sekret1?token=tok_sekret2")
                .header("Authorization", "Bearer sekret3")
                .header("Cookie", "session=sekret4")
                .header("Konbini-Offer", "sekret5")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"method\":\"card\",\"token\":\"tok_sekret6\"}")
                .retrieve()
                .toBodilessEntity();

        assertThat(accessLines(output, 1))
                .extracting(line -> line.at("/url/path").asString())
                .containsExactly("/payments");
        assertThat(output.getAll()).doesNotContain("sekret");
    }

    @Test
    void tellsCartsApartWithoutTheirIds(CapturedOutput output) {
        get("/api/carts/01a21640-8f1b-7000-8000-000000000001/offer");
        accessLines(output, 1);
        get("/api/carts/01a21640-8f1b-7000-8000-000000000002");

        assertThat(accessLines(output, 2))
                .extracting(line -> line.at("/url/path").asString())
                .containsExactly("/api/carts/#e9cea89cd1a5/offer", "/api/carts/#a5c5ddce1269");
        assertThat(output.getAll()).doesNotContain("01a21640");
    }

    @Test
    void cutsAPathWithoutEnd(CapturedOutput output) {
        get("/" + "x".repeat(2000));

        assertThat(accessLines(output, 1).getFirst().at("/url/path").asString()).hasSize(513);
    }

    @Test
    void leavesActuatorOut(CapturedOutput output) {
        var metrics =
                client.get()
                        .uri("http://127.0.0.1:" + managementPort + "/actuator/prometheus")
                        .retrieve()
                        .body(String.class);

        assertThat(metrics).contains("jvm_memory_used_bytes");
        assertThat(accessLines(output)).isEmpty();
    }

    private void get(String path) {
        client.get().uri("http://127.0.0.1:" + port + path).retrieve().toBodilessEntity();
    }

    /// Waits for `count` of them: a caller can have its answer a moment before the line about it is
    /// written, so lines of requests that overlap have no order.
    private List<JsonNode> accessLines(CapturedOutput output, int count) {
        return await().until(() -> accessLines(output), lines -> lines.size() >= count);
    }

    private List<JsonNode> accessLines(CapturedOutput output) {
        return lines(output).stream()
                .filter(line -> line.at("/log/logger").asString().equals(LOGGER))
                .toList();
    }

    private List<JsonNode> lines(CapturedOutput output) {
        return output.getOut()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(json::readTree)
                .toList();
    }
}
