package dev.konbini.logging.operationline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.uuid.Generators;
import dev.konbini.logging.Contract;
import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.OperatorApi;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class HearOperationsIT extends LoggingIT {

    private static final Map<String, String> OWN = Map.of("tenant", "konbini");

    private final String id = Generators.timeBasedEpochGenerator().generate().toString();
    private OperatorApi api;

    @BeforeEach
    void call() {
        api = new OperatorApi(http, SUITE);
    }

    @Test
    void rebuildThatCommerceServiceTellsOfIsOnRecord() {
        send(OWN, begun());
        awaitState("running");

        send(OWN, ended("succeeded", "1,248 products"));
        awaitState("succeeded");

        var operation = api.get("/api/operations/" + id);
        assertThat(operation.path("kind").asString()).isEqualTo("rebuild");
        assertThat(operation.path("by").asString()).isEqualTo("olga");
        assertThat(operation.path("output").asString()).isEqualTo("1,248 products");
        assertThat(operation.path("endedAt").asString()).isNotEmpty();
    }

    @Test
    void firstEndStaysWhateverComesLate() {
        send(OWN, ended("failed", "first"));
        awaitState("failed");

        send(OWN, begun());
        send(OWN, ended("succeeded", "second"));
        settled();

        assertThat(api.get("/api/operations/" + id).path("output").asString()).isEqualTo("first");
    }

    @ParameterizedTest
    @CsvSource({"tenant,other", "source,http", "source,syslog", "origin,konbini.logs-0-1"})
    void linesOfOthersPutNothingOnRecord(String header, String value) {
        var headers = new HashMap<>(OWN);
        headers.put(header, value);
        send(headers, begun());
        settled();

        assertThat(api.call("/api/operations/" + id)).hasStatus(404);
    }

    @Test
    void lineThatTellsOfNoOperationAfterAllHoldsUpNothing() {
        send(OWN, "{\"message\":\"\",\"operation\":{\"id\":[1]}}");
        send(
                OWN,
                "{\"message\":\"\",\"operation\":{\"id\":\"00000000-0000-7000-8000-000000000000\"}}");
        send(OWN, "{\"message\":\"\",\"operation\":{\"id\":\"" + id + "\"}}");

        send(OWN, begun());

        awaitState("running");
    }

    private void awaitState(String state) {
        await().pollInterval(Duration.ofMillis(100))
                .untilAsserted(() ->
                        assertThat(api.call("/api/operations/" + id))
                                .bodyJson()
                                .extractingPath("$.state")
                                .isEqualTo(state));
    }

    /// Waits until all that was sent before is taken in: lines of one key keep their order.
    private void settled() {
        var last = new HearOperationsIT();
        last.api = api;
        last.send(OWN, last.begun());
        last.awaitState("running");
    }

    private void send(Map<String, String> headers, String line) {
        SUITE.send("logs", "commerce-service-1", headers, line);
    }

    private String begun() {
        var line = example();
        ((ObjectNode) line.path("operation")).remove("outcome");
        ((ObjectNode) line.path("operation")).remove("output");
        return line.toString();
    }

    private String ended(String outcome, String output) {
        var line = example();
        ((ObjectNode) line.path("operation")).put("outcome", outcome).put("output", output);
        return line.toString();
    }

    private JsonNode example() {
        var line = JsonMapper.shared().readTree(new Contract("logs").example("operation"));
        ((ObjectNode) line.path("operation")).put("id", id);
        return line;
    }
}
