package dev.konbini.logging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.OperatorApi;
import dev.konbini.web.page.Cursor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RedriveIT extends LoggingIT {

    private static final String PATH = "/api/logs/dead-letters";

    /// A JSON object that cannot be kept.
    private static final String TOO_DEEP = "{\"a\":".repeat(101) + "1" + "}".repeat(101);

    private final String tenant = newTenant();
    private OperatorApi api;

    @BeforeEach
    void call() {
        api = new OperatorApi(http, SUITE);
    }

    @Test
    void listsWhatCouldNotBeIndexedNewestFirstPageByPage() {
        for (var text : List.of("{\"message\":\"one", TOO_DEEP, "three")) {
            var before = letters().size();
            SUITE.send("logs", "till", Map.of("tenant", tenant), text);
            await().until(() -> letters().size() > before);
        }

        var first = api.get(PATH + "?size=2&tenant=" + tenant);
        var second =
                api.get(
                        PATH
                                + "?size=2&tenant="
                                + tenant
                                + "&after="
                                + first.path("next").asString());

        assertThat(first.path("items"))
                .extracting(item -> item.path("value").asString())
                .containsExactly("three", TOO_DEEP);
        assertThat(second.path("items"))
                .extracting(item -> item.path("value").asString())
                .containsExactly("{\"message\":\"one");
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(api.get(PATH + "?reason=too-complex&tenant=" + tenant).path("items")).hasSize(1);
        assertThat(api.get(PATH + "?topic=elsewhere&tenant=" + tenant).path("items")).isEmpty();
        assertThat(api.get(PATH + "?tenant=" + tenant + "&to=2026-01-01T00:00:00Z").path("items"))
                .isEmpty();
    }

    @Test
    void dryRunSaysWhatItWouldDoAndDoesNothing() {
        letter("{\"message\":\"whole\"}", Map.of());
        await().until(() -> letters().size() == 1);

        var answer = redrive("");

        assertThat(answer.path("dryRun").asBoolean()).isTrue();
        assertThat(answer.path("toSend").asInt()).isEqualTo(1);
        assertThat(answer.path("examples").get(0).path("value"))
                .hasToString("\"{\\\"message\\\":\\\"whole\\\"}\"");
        assertThat(answer.has("operation")).isFalse();
        assertThat(redrive("").path("toSend").asInt()).isEqualTo(1);
    }

    @Test
    void recordIsSentAgainOnceUnderTheIdItWouldHaveHad() {
        letter("{\"message\":\"whole\"}", Map.of());
        await().until(() -> letters().size() == 1);

        var operation = operation(redrive(",\"dryRun\":false"));
        var repeated = redrive(",\"dryRun\":false");

        assertThat(operation.path("state")).hasToString("\"succeeded\"");
        assertThat(operation.path("details").path("sent").asInt()).isEqualTo(1);
        assertThat(operation(repeated).path("details").path("sent").asInt()).isZero();
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 1);
        var line = SUITE.documents("logs-" + tenant + "-*").getFirst();
        assertThat(line.path("_id")).hasToString("\"" + SUITE.topic("logs") + "-7-4242\"");
        assertThat(line.path("_version").asInt()).isEqualTo(1);
        await().untilAsserted(() -> {
            assertThat(redrive("").path("alreadyRedriven").asInt()).isEqualTo(1);
            assertThat(letters().getFirst().path("redriven").path("operation").asString())
                    .isEqualTo(operation.path("id").asString());
        });
    }

    @Test
    void simultaneousCallsShareTheLettersAndSendEachOnce() throws Exception {
        for (var i = 0; i < 20; i++) {
            letter("{\"message\":\"%d\"}".formatted(i), Map.of("id", "line-" + i), i);
        }
        await().until(() -> letters().size() == 20);

        var sent = 0;
        var answers =
                List.of(
                        redrive(",\"dryRun\":false,\"ratePerSecond\":10000"),
                        redrive(",\"dryRun\":false,\"ratePerSecond\":10000"));
        for (var answer : answers) {
            sent += operation(answer).path("details").path("sent").asInt();
        }

        assertThat(sent).isEqualTo(20);
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 20);
    }

    @Test
    void isNoFasterThanItMay() {
        for (var i = 0; i < 4; i++) {
            letter("{\"message\":\"%d\"}".formatted(i), Map.of(), i);
        }
        await().until(() -> letters().size() == 4);

        var operation = operation(redrive(",\"dryRun\":false,\"ratePerSecond\":2"));

        assertThat(Instant.parse(operation.path("endedAt").asString()))
                .isAfter(Instant.parse(operation.path("startedAt").asString()).plusMillis(900));
    }

    @Test
    void whatIsStillBrokenComesBackAndSaysHowOften() {
        letter("{\"message\":\"broken", Map.of("redriven", "1"));
        await().until(() -> letters().size() == 1);

        operation(redrive(",\"dryRun\":false"));

        await().until(() -> letters().size() == 2);
        assertThat(letters().getFirst().path("timesRedriven").asInt()).isEqualTo(2);
        assertThat(letters().getFirst().path("headers").path("id").asString()).endsWith("-7-4242");
    }

    @Test
    void whatCameBackThreeTimesIsRefusedAndCounted() {
        letter("{\"message\":\"whole\"}", Map.of("redriven", "3"));
        await().until(() -> letters().size() == 1);

        var answer = redrive(",\"dryRun\":false");

        assertThat(answer.path("refused").asInt()).isEqualTo(1);
        assertThat(answer.path("toSend").asInt()).isZero();
        assertThat(operation(answer).path("details").path("sent").asInt()).isZero();
    }

    @Test
    void whatIsNoLetterIsPassedOver() {
        ensureTopic();
        SUITE.send("dead-letters", "x", Map.of(), "nonsense");
        SUITE.send("dead-letters", "x", Map.of(), "{\"time\":\"2026-11-22T00:00:00Z\"}");

        letter("{\"message\":\"whole\"}", Map.of());

        await().until(() -> letters().size() == 1);
    }

    @Test
    void whatIsWrongIsNamed() {
        var rate = api.call(HttpMethod.POST, PATH + "/redrive", "{\"ratePerSecond\":0}");
        var from = api.call(PATH + "?from=yesterday");

        assertThat(rate).hasStatus(400);
        assertThat(rate)
                .bodyJson()
                .extractingPath("$.errors[0].pointer")
                .isEqualTo("/ratePerSecond");
        assertThat(from).hasStatus(400);
        assertThat(from).bodyJson().extractingPath("$.errors[0].parameter").isEqualTo("from");
        var to =
                api.call(
                        HttpMethod.POST,
                        PATH + "/redrive",
                        "{\"to\":\"+1000000000-12-31T23:59:59Z\"}");
        assertThat(to).hasStatus(400);
        assertThat(to).bodyJson().extractingPath("$.errors[0].pointer").isEqualTo("/to");
        assertThat(api.call(PATH + "?after=x")).hasStatus(400);
        var farAway = Cursor.of("+1000000000-12-31T23:59:59Z", "x");
        assertThat(api.call(PATH + "?after=" + farAway)).hasStatus(400);
    }

    /// Puts a letter into the topic, as if its reason were gone meanwhile.
    private void letter(String value, Map<String, String> headers) {
        letter(value, headers, 4242);
    }

    private void letter(String value, Map<String, String> headers, long offset) {
        ensureTopic();
        var all = new LinkedHashMap<>(headers);
        all.put("tenant", tenant);
        var place = SUITE.topic("logs") + "-7-" + offset;
        var message =
                new DeadLetterMessage(
                        Instant.now(),
                        new DeadLetterMessage.Reason("malformed-json", "Test"),
                        new DeadLetterMessage.Source(
                                SUITE.topic("logs"),
                                7,
                                offset,
                                Instant.now(),
                                "till",
                                all,
                                value.getBytes(StandardCharsets.UTF_8)));
        SUITE.send(
                "dead-letters", place, Map.of(), JsonMapper.shared().writeValueAsString(message));
    }

    /// The topic is made before the first letter.
    private void ensureTopic() {
        if (SUITE.records("dead-letters").isEmpty()) {
            SUITE.send("logs", "till", Map.of("tenant", newTenant()), "broken");
            await().until(() -> !SUITE.records("dead-letters").isEmpty());
        }
    }

    private List<JsonNode> letters() {
        return api.get(PATH + "?tenant=" + tenant).path("items").valueStream().toList();
    }

    private JsonNode redrive(String more) {
        return api.post(PATH + "/redrive", "{\"tenant\":\"%s\"%s}".formatted(tenant, more));
    }

    private JsonNode operation(JsonNode answer) {
        var path = "/api/operations/" + answer.path("operation").asString();
        await().until(() -> {
            var found = api.call(path);
            return found.getResponse().getStatus() == 200
                    && !OperatorApi.json(found).path("state").asString().equals("running");
        });
        return api.get(path);
    }
}
