package dev.konbini.logging.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Contract;
import dev.konbini.logging.LoggingIT;
import dev.konbini.web.access.Role;
import java.io.UnsupportedEncodingException;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TimelineIT extends LoggingIT {

    private final String order = UUID.randomUUID().toString();
    private final String offerTrace = UUID.randomUUID().toString().replace("-", "");
    private final String orderTrace = UUID.randomUUID().toString().replace("-", "");

    @Test
    void showsEventsPaymentsAndLinesInTheOrderOfTime() {
        event("order-confirmed", "10:00:05");
        event("payment-authorized", "10:00:04");
        event("order-placed", "10:00:02");
        line("konbini", offerTrace, "10:00:01.5", "commerce-service", "Offer made");
        line("konbini", orderTrace, "10:00:03.000000001", "transaction-service", "Stock reserved");
        line("konbini", orderTrace, "10:00:06", "logging-service", "Indexed");
        line(newTenant(), orderTrace, "10:00:03", "spy", "Not ours");
        line("konbini", UUID.randomUUID().toString().replace("-", ""), "10:00:03", "x", "Other");
        SUITE.flush();

        await().untilAsserted(() ->
                assertThat(timeline().path("items").values())
                        .extracting(TimelineIT::summary)
                        .containsExactly(
                                "log commerce-service Offer made",
                                "event transaction-service dev.konbini.order.placed",
                                "log transaction-service Stock reserved",
                                "payment transaction-service dev.konbini.payment.authorized",
                                "event transaction-service dev.konbini.order.confirmed 2 units",
                                "log logging-service Indexed"));
        var timeline = timeline();
        assertThat(timeline.path("orderId").asString()).isEqualTo(order);
        assertThat(timeline.path("traceIds").values())
                .extracting(JsonNode::asString)
                .containsExactly(offerTrace, orderTrace);
        assertThat(timeline.path("truncated").asBoolean()).isFalse();
        var line = timeline.path("items").path(2);
        assertThat(line.path("time").asString()).isEqualTo("2026-11-22T10:00:03.000000001Z");
        assertThat(line.path("traceId").asString()).isEqualTo(orderTrace);
        assertThat(line.path("level").asString()).isEqualTo("INFO");
        assertThat(line.path("id").asString()).isNotBlank();
        assertThat(line.has("type")).isFalse();
    }

    @Test
    void showsWhatTheReleasedVersionsWrote() {
        send(new Contract("orders").released("0.1.0", "order-confirmed"), "10:00:05");
        SUITE.flush();

        await().untilAsserted(() ->
                assertThat(timeline().path("items").values())
                        .extracting(TimelineIT::summary)
                        .containsExactly("event transaction-service dev.konbini.order.confirmed"));
    }

    @Test
    void showsNoMoreThanItsBound() {
        event("order-placed", "10:00:02");
        for (var i = 0; i < ReadTimeline.ITEMS_MAX + 5; i++) {
            line("konbini", orderTrace, "10:00:03", "transaction-service", "Line " + i);
        }
        SUITE.flush();

        await().until(() -> timeline().path("truncated").asBoolean(false));
        assertThat(timeline().path("items").size()).isEqualTo(ReadTimeline.ITEMS_MAX);
    }

    @Test
    void unknownOrderIsNotFound() {
        var answer =
                http.get().uri("/api/timeline/orders/" + order).header("Authorization", bearer());

        assertThat(answer)
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("https://konbini.dev/problems/unknown-order");
    }

    private void event(String example, String time) {
        send(new Contract("orders").example(example), time);
    }

    private void send(String json, String time) {
        var event = (ObjectNode) JsonMapper.shared().readTree(json);
        event.put("id", UUID.randomUUID().toString())
                .put("subject", order)
                .put("time", "2026-11-22T" + time + "Z")
                .put("traceparent", "00-" + orderTrace + "-00f067aa0ba902b7-01");
        if (event.path("data").has("offerTraceId")) {
            event.withObject("/data").put("offerTraceId", offerTrace);
        }
        SUITE.sendLater("orders", order, Map.of(), event.toString());
    }

    private static void line(
            String tenant, String trace, String time, String service, String message) {
        SUITE.sendLater(
                "logs",
                service,
                Map.of("tenant", tenant, "id", UUID.randomUUID().toString()),
                """
                {"@timestamp":"2026-11-22T%sZ","log":{"level":"INFO"},"message":"%s",
                 "service":{"name":"%s"},"trace":{"id":"%s"}}\
                """
                        .formatted(time, message, service, trace));
    }

    private JsonNode timeline() {
        var answer =
                http.get()
                        .uri("/api/timeline/orders/" + order)
                        .header("Authorization", bearer())
                        .exchange();
        try {
            return JsonMapper.shared().readTree(answer.getResponse().getContentAsString());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String bearer() {
        return "Bearer " + SUITE.token(null, Role.OPERATOR);
    }

    private static String summary(JsonNode item) {
        return Stream.of("kind", "service", "type", "message")
                .map(member -> item.path(member).asString(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
