package dev.konbini.logging.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingApplication;
import dev.konbini.logging.LoggingIT;
import dev.konbini.web.access.Role;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

class TailIT extends LoggingIT {

    private final String tenant = newTenant();
    private final String token = SUITE.token(tenant, Role.LOG_SENDER);

    @LocalServerPort private int port;

    @Test
    void lineComesInTheFormThatTheSearchGivesIt() throws Exception {
        try (var client = connected("", null)) {
            var place = send(tenant, "Order 7 placed");
            SUITE.sendLater("logs", "a", Map.of("tenant", tenant), "no JSON");

            await().until(() -> client.events().size() == 1);
            var tailed = client.events().getFirst().json();
            assertThat(tailed.path("id").asString()).isEqualTo(place);
            await().untilAsserted(() -> {
                var found =
                        http.get()
                                .uri("/api/logs")
                                .header("Authorization", "Bearer " + token)
                                .exchange()
                                .getResponse()
                                .getContentAsString();
                assertThat(JsonMapper.shared().readTree(found).path("items").path(0))
                        .isEqualTo(tailed);
            });
        }
    }

    @Test
    void onlyWhatIsAskedForComesAndOnlyToItsTenant() throws Exception {
        var other = newTenant();
        try (var own = connected("level:INFO AND placed", null);
                var operators =
                        new EventClient(port, SUITE.token(null, Role.OPERATOR), "placed", null)) {
            await().until(() -> !operators.lastId().isEmpty());
            send(other, "Order 8 placed");
            send(tenant, "Order 7 failed");
            send(tenant, "Order 7 placed");

            await().until(() -> operators.messages().size() == 2);
            await().until(() -> !own.messages().isEmpty());
            assertThat(own.messages()).containsExactly("Order 7 placed");
            assertThat(operators.messages())
                    .containsExactlyInAnyOrder("Order 8 placed", "Order 7 placed");
        }
    }

    @Test
    void replicaThatLeavesSendsItsClientsToAnotherWhereNothingIsMissingOrDouble() throws Exception {
        var settings = new TreeMap<String, String>();
        SUITE.register((name, value) -> settings.put(name, String.valueOf(value.get())));
        settings.put("konbini.telemetry.enabled", "false");
        settings.put("konbini.drain.unready-for", "100ms");
        var second =
                SpringApplication.run(
                        LoggingApplication.class,
                        settings.entrySet().stream()
                                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                                .toArray(String[]::new));
        var seen = new ArrayList<String>();
        String at;
        try (var client =
                new EventClient(
                        second.getEnvironment()
                                .getRequiredProperty("local.server.port", Integer.class),
                        token,
                        "",
                        null)) {
            await().until(() -> !client.lastId().isEmpty());
            for (var i = 0; i < 20; i++) {
                send(tenant, "line " + i);
            }
            await().until(() -> client.messages().size() >= 10);

            second.close();

            await().until(client::ended);
            assertThat(client.events().getLast().type()).isEqualTo("reconnect");
            seen.addAll(client.messages());
            at = client.lastId();
        }
        for (var i = 20; i < 30; i++) {
            send(tenant, "line " + i);
        }
        try (var client = new EventClient(port, token, "", at)) {
            await().until(() -> seen.size() + client.messages().size() >= 30);
            send(tenant, "the end");
            await().until(() -> client.messages().contains("the end"));
            seen.addAll(client.messages());
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                        IntStream.range(0, 30).mapToObj(i -> "line " + i),
                                        Stream.of("the end"))
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*:*",
                "secret",
                "secret OR konbini.tenant:*",
                "*) OR (konbini.tenant:*",
                "NOT nothing",
                "_exists_:message"
            })
    void noQueryReachesAnotherTenant(String query) throws Exception {
        var victim = newTenant();
        try (var spy = connected("(" + query + ") OR the", null)) {
            send(victim, "secret");
            send(tenant, "the end");

            await().until(() -> spy.messages().contains("the end"));
            assertThat(spy.messages()).doesNotContain("secret");
        }
    }

    @Test
    void idThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new EventClient(port, token, "", "AQUF"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("400");
    }

    @Test
    void queryThatCannotBeReadIsRefusedAsTheSearchRefusesIt() {
        assertThatThrownBy(() -> new EventClient(port, token, "level:(", null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("400");
    }

    private EventClient connected(String query, @Nullable String resume)
            throws IOException, InterruptedException {
        var client = new EventClient(port, token, query, resume);
        await().until(() -> !client.lastId().isEmpty());
        return client;
    }

    private static String send(String tenant, String message) {
        return SUITE.send(
                "logs",
                message,
                Map.of("tenant", tenant),
                """
                {"@timestamp":"%s","log":{"level":"INFO","logger":"x"},"message":"%s",
                 "service":{"name":"till"}}\
                """
                        .formatted(Instant.now(), message));
    }
}
