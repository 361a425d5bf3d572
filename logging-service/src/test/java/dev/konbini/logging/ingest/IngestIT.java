package dev.konbini.logging.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Contract;
import dev.konbini.logging.LoggingIT;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class IngestIT extends LoggingIT {

    private static final String LINE = new Contract("logs").example("line");

    @Autowired BindingsLifecycleController bindings;
    @Autowired MeterRegistry metrics;

    @Test
    void lineIsKeptUnderTheIdThatItsSenderGave() {
        var tenant = newTenant();
        var yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();

        SUITE.send(
                "logs",
                "till-1",
                Map.of("tenant", tenant, "id", "line-1"),
                LINE.replace("2026-11-22", yesterday));

        await().untilAsserted(() ->
                assertThat(SUITE.documents("logs-" + tenant + "-" + yesterday.replace('-', '.')))
                        .extracting(IngestIT::id)
                        .containsExactly("line-1"));
    }

    @Test
    void lineWithoutIdIsKeptUnderItsPlace() {
        var tenant = newTenant();

        var place = SUITE.send("logs", "till-1", Map.of("tenant", tenant), LINE);

        await().untilAsserted(() ->
                assertThat(SUITE.documents("logs-" + tenant + "-*"))
                        .extracting(IngestIT::id)
                        .containsExactly(place));
    }

    @Test
    void eventIsKeptUnderItsOwnId() {
        var order = UUID.randomUUID().toString();
        var event = event(order);

        SUITE.send("orders", order, Map.of(), event.toString());

        await().untilAsserted(() ->
                assertThat(SUITE.documents("events-*"))
                        .filteredOn(hit -> subject(hit).equals(order))
                        .extracting(IngestIT::id)
                        .containsExactly(event.path("id").asString()));
    }

    @Test
    void lineThatIsSentAgainIsKeptOnce() {
        var tenant = newTenant();
        var headers = Map.of("tenant", tenant, "id", "line-1");

        SUITE.send("logs", "till-1", headers, LINE);
        SUITE.send("logs", "till-2", headers, LINE.replace("confirmed", "changed"));
        SUITE.send("logs", "till-1", Map.of("tenant", tenant, "id", "line-2"), LINE);
        SUITE.send("logs", "till-2", Map.of("tenant", tenant, "id", "line-3"), LINE);

        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 3);
        assertThat(SUITE.documents("logs-" + tenant + "-*"))
                .allMatch(hit -> hit.path("_version").asInt() == 1);
    }

    @Test
    void replayFromTheBeginningChangesNothing() throws Exception {
        var tenant = newTenant();
        for (var i = 0; i < 50; i++) {
            SUITE.sendLater("logs", "till-" + i, Map.of("tenant", tenant), LINE);
        }
        SUITE.flush();
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 50);
        var repeatedBefore = repeated();

        bindings.changeState("lines-in-0", State.STOPPED);
        rewind("logging-logs", "logs");
        bindings.changeState("lines-in-0", State.STARTED);

        await().atMost(Duration.ofSeconds(40)).until(() -> repeated() >= repeatedBefore + 50);
        assertThat(SUITE.documents("logs-" + tenant + "-*"))
                .hasSize(50)
                .allMatch(hit -> hit.path("_version").asInt() == 1);
    }

    @Test
    void indicesAreMadeWithOurMappingsAlone() {
        var tenant = newTenant();

        SUITE.send(
                "logs",
                "till-1",
                Map.of("tenant", tenant),
                "{\"message\":\"x\",\"surprise\":{\"a\":1},\"labels\":{\"b\":2}}");

        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 1);
        var index =
                SUITE.call("GET", "/" + SUITE.index("logs-" + tenant + "-*"), null)
                        .values()
                        .iterator()
                        .next();
        assertThat(index.path("mappings").path("properties").has("surprise")).isFalse();
        assertThat(index.path("mappings").path("properties").path("@timestamp").path("type"))
                .hasToString("\"date_nanos\"");
        assertThat(index.path("settings").path("index").path("refresh_interval"))
                .hasToString("\"500ms\"");
    }

    private static void rewind(String group, String topic) throws Exception {
        var start = new HashMap<TopicPartition, OffsetAndMetadata>();
        start.put(new TopicPartition(SUITE.topic(topic), 0), new OffsetAndMetadata(0));
        start.put(new TopicPartition(SUITE.topic(topic), 1), new OffsetAndMetadata(0));
        try (var admin = SUITE.admin()) {
            // The group is empty a moment after its last consumer has left.
            await().ignoreException(ExecutionException.class)
                    .until(() -> {
                        admin.alterConsumerGroupOffsets(SUITE.group(group), start).all().get();
                        return true;
                    });
        }
    }

    private double repeated() {
        return metrics.get("konbini.ingest.records")
                .tags("stream", "lines", "outcome", "repeated")
                .counter()
                .count();
    }

    private static JsonNode event(String order) {
        var event =
                (ObjectNode)
                        JsonMapper.shared()
                                .readTree(new Contract("orders").example("order-placed"));
        return event.put("subject", order).put("id", UUID.randomUUID().toString());
    }

    private static String id(JsonNode hit) {
        return hit.path("_id").asString();
    }

    private static String subject(JsonNode hit) {
        return hit.path("_source").path("subject").asString("");
    }
}
