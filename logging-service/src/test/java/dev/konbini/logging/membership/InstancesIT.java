package dev.konbini.logging.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Contract;
import dev.konbini.logging.LoggingIT;
import dev.konbini.web.access.Role;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class InstancesIT extends LoggingIT {

    private final String instance = "shop-" + UUID.randomUUID();

    @Test
    void instanceIsAliveThenSuspectThenGone() {
        beat("ready", Instant.now());

        await().until(() -> state().equals("gone"));
        assertThat(found().path("events"))
                .extracting(event -> event.path("state").asString())
                .containsExactly("alive", "suspect", "gone");
    }

    @Test
    void instanceThatSaysSoIsStopped() {
        var now = Instant.now();
        beat("ready", now);
        await().until(() -> !state().isEmpty());

        beat("stopped", now.plusMillis(1));

        await().until(() -> state().equals("stopped"));
        assertThat(Instant.parse(found().path("since").asString())).isEqualTo(now.plusMillis(1));
        assertThat(found().path("events"))
                .extracting(event -> event.path("state").asString())
                .startsWith("alive")
                .endsWith("stopped");
    }

    @Test
    void whatIsNoHeartbeatIsPassedOver() {
        SUITE.send("heartbeats", instance, Map.of(), "nonsense");
        SUITE.send("heartbeats", instance, Map.of(), "{}");

        beat("ready", Instant.now());

        await().until(() -> !state().isEmpty());
    }

    private void beat(String state, Instant time) {
        var heartbeat =
                (ObjectNode)
                        JsonMapper.shared()
                                .readTree(new Contract("heartbeats").example("heartbeat"));
        heartbeat
                .put("instance", instance)
                .put("state", state)
                .put("intervalMillis", 500)
                .put("time", time.toString());
        SUITE.send("heartbeats", instance, Map.of(), heartbeat.toString());
    }

    private String state() {
        return found().path("state").asString("");
    }

    private JsonNode found() {
        var answer =
                http.get()
                        .uri("/api/instances")
                        .header("Authorization", "Bearer " + SUITE.token(null, Role.OPERATOR))
                        .exchange();
        try {
            for (var item :
                    JsonMapper.shared()
                            .readTree(answer.getResponse().getContentAsString())
                            .path("items")) {
                if (item.path("instance").asString().equals(instance)) {
                    return item;
                }
            }
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
        return JsonMapper.shared().createObjectNode();
    }
}
