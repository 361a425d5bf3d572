package dev.konbini.logging.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.OperatorApi;
import dev.konbini.web.access.Role;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AlertsIT extends LoggingIT {

    private final String tenant = newTenant();
    private final String path = "/api/alerts/a-" + UUID.randomUUID();

    /// What stays set goes on telling, and a later receiver may have this one's port.
    @AfterEach
    void remove() {
        var _ = http.delete().uri(path).header("Authorization", operator()).exchange();
    }

    @Test
    void alertThatIsSetFiresAndResolvesAndIsInItsHistory() throws IOException {
        try (var receiver = new Receiver()) {
            var rule =
                    rule(
                            "{\"type\":\"threshold\",\"comparison\":\"at-least\",\"count\":3}",
                            receiver);
            assertThat(put(rule)).hasStatusOk();
            // Later than they are received, so that their window waits until they are indexed.
            var time = Instant.now().plusSeconds(3);
            for (var i = 0; i < 3; i++) {
                SUITE.sendLater(
                        "logs",
                        "a",
                        Map.of("tenant", tenant),
                        "{\"@timestamp\":\"%s\",\"message\":\"boom\",\"log\":{\"level\":\"ERROR\"}}"
                                .formatted(time));
            }
            SUITE.flush();

            await().until(() -> receiver.told().size() == 2);

            assertThat(receiver.told())
                    .extracting(Receiver.Told::type)
                    .containsExactly("fired", "resolved");
            var fired = receiver.told().getFirst();
            assertThat(fired.authorization()).isEqualTo("Bearer s3cret");
            assertThat(fired.key()).isEqualTo(fired.body().path("id").asString());
            assertThat(fired.body().path("lines").asInt()).isEqualTo(3);
            await().untilAsserted(() ->
                    assertThat(json(get(path + "/history")).path("items").values())
                            .extracting(item ->
                                    item.path("kind").asString()
                                            + " "
                                            + item.path("delivery").asString())
                            .containsExactly("resolved delivered", "fired delivered"));
            assertThat(json(get(path)).path("status").path("firing").isEmpty()).isTrue();
            assertThat(json(get(path + "/history?size=1")).path("next").isNull()).isFalse();
            assertThat(get(path).getResponse().getContentAsString()).doesNotContain("s3cret");

            var tried = json(post(path + "/backtest", "{\"from\":\"now-2m\"}"));
            assertThat(tried.path("items").values())
                    .extracting(item -> item.path("id").asString())
                    .containsExactly(receiver.told().get(0).key(), receiver.told().get(1).key());
        }
    }

    @Test
    void alertIsReplacedOnlyAsItWasSeen() throws IOException {
        try (var receiver = new Receiver()) {
            var rule = rule("{\"type\":\"absence\"}", receiver).replace("1s", "5m");
            var first = put(rule);
            var tag = tag(first);

            assertThat(put(rule, "If-None-Match", "*")).hasStatus(412);
            var other = rule.replace("5m", "6m");
            assertThat(put(other, "If-Match", "\"9.9\"")).hasStatus(412);
            assertThat(put(other, "If-Match", tag)).hasStatusOk();
            assertThat(put(rule, "If-Match", tag)).hasStatus(412);
            assertThat(json(get("/api/alerts")).path("items").values())
                    .extracting(item -> "/api/alerts/" + item.path("name").asString())
                    .contains(path);
            assertThat(http.delete().uri(path).header("Authorization", operator())).hasStatus(204);
            assertThat(get(path)).hasStatus(404);
            assertThat(http.delete().uri(path).header("Authorization", operator())).hasStatus(204);
        }
    }

    @Test
    void changeWhoseAnswerWasLostIsToldSo() throws IOException {
        try (var receiver = new Receiver()) {
            var rule =
                    rule(
                                    "{\"type\":\"anomaly\",\"direction\":\"up\",\"deviations\":3,\"weeks\":2}",
                                    receiver)
                            .replace("1s", "5m");
            var seen = tag(put(rule.replace("5m", "6m")));

            var set = put(rule, "If-Match", seen);
            var again = put(rule, "If-Match", seen);

            assertThat(again).hasStatusOk();
            assertThat(tag(again)).isEqualTo(tag(set));
            assertThat(put(rule, "If-None-Match", "*")).hasStatus(412);
            assertThat(delete(seen)).hasStatus(412);
            assertThat(delete(tag(set))).hasStatus(204);
            assertThat(delete(tag(set))).hasStatus(204);
        }
    }

    @Test
    void alertThatIsEnabledAgainIsNotJudgedForTheTimeInWhichItWasNot() throws IOException {
        try (var receiver = new Receiver()) {
            var off =
                    rule("{\"type\":\"absence\"}", receiver)
                            .replace("1s", "1d")
                            .replace("{\"condition\"", "{\"enabled\":false,\"condition\"");
            var set = json(put(off));
            assertThat(judgedUntil(set)).isEqualTo(set.path("createdAt").asString());

            var on = json(put(off.replace("false", "true")));
            var again = json(put(off.replace("false", "true")));

            assertThat(Instant.parse(judgedUntil(on)))
                    .isAfter(Instant.parse(set.path("changedAt").asString()))
                    .isBeforeOrEqualTo(Instant.parse(on.path("changedAt").asString()));
            assertThat(judgedUntil(again)).isEqualTo(judgedUntil(on));
            assertThat(again.path("createdAt")).isEqualTo(set.path("createdAt"));
        }
    }

    private static String judgedUntil(JsonNode alert) {
        return alert.path("status").path("judgedUntil").asString();
    }

    @Test
    void whoTookAnAlertAwayIsOnRecord() throws IOException {
        try (var receiver = new Receiver()) {
            put(rule("{\"type\":\"absence\"}", receiver).replace("1s", "5m"));
        }

        remove();

        var name = path.substring(path.lastIndexOf('/') + 1);
        await().untilAsserted(() ->
                assertThat(
                                new OperatorApi(http, SUITE)
                                        .get("/api/operations?kind=alert.remove&q=" + name)
                                        .path("items"))
                        .extracting(item -> item.path("by").asString())
                        .containsExactly("tester"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    `"window":"1s"`,                `"window":"x"`,                     window
                    `"window":"1s"`,                `"window":"8d"`,                    /window
                    `"every":"1s"`,                 `"every":"0s"`,                     /every
                    `"type":"absence"`,             `"type":"guess"`,                   /condition
                    `"type":"absence"`,             `"type":"threshold"`,               /condition/count
                    `http://127`,                   `ftp://127`,                        /webhook/url
                    `http://127`,                   `http://me@127`,                    /webhook/url
                    `"Authorization"`,              `"Host"`,                           /webhook/header/name
                    `"q":"boom"`,                   `"q":"boom AND ("`,                 `"q"`
                    `"q":"boom"`,                   `"groupBy":"message"`,              /groupBy
                    """)
    void whatCannotBeWatchedIsRefusedWithItsPlace(String good, String bad, String named)
            throws IOException {
        try (var receiver = new Receiver()) {
            var rule = rule("{\"type\":\"absence\"}", receiver);
            assertThat(rule).contains(good);

            var answer = put(rule.replace(good, bad));

            assertThat(answer).hasStatus(400);
            assertThat(answer.getResponse().getContentAsString()).contains(named);
        }
    }

    @ParameterizedTest
    @CsvSource({"{}, 400", "{\"from\":\"yesterday\"}, 400", "{\"from\":\"now-1w\"}, 400"})
    void backtestThatCannotBeDoneIsRefused(String body, int status) throws IOException {
        try (var receiver = new Receiver()) {
            put(
                    rule("{\"type\":\"absence\"}", receiver)
                            .replace("1s", "5m")
                            .replace("\"every\":\"5m\"", "\"every\":\"1m\""));

            assertThat(post(path + "/backtest", body)).hasStatus(status);
        }
    }

    private String rule(String condition, Receiver receiver) {
        return """
        {"condition":%s,"q":"boom","tenant":"%s","window":"1s","every":"1s","delay":"2s",
         "webhook":{"url":"%s","header":{"name":"Authorization","secret":"pager"}}}
        """
                .formatted(condition, tenant, receiver.url());
    }

    private MvcTestResult put(String rule) {
        return put(rule, "X-None", "");
    }

    private MvcTestResult put(String rule, String header, String value) {
        return http.put()
                .uri(path)
                .header("Authorization", operator())
                .header(header, value)
                .contentType(MediaType.APPLICATION_JSON)
                .content(rule)
                .exchange();
    }

    private MvcTestResult delete(String ifMatch) {
        return http.delete()
                .uri(path)
                .header("Authorization", operator())
                .header("If-Match", ifMatch)
                .exchange();
    }

    private static String tag(MvcTestResult answer) {
        return String.valueOf(answer.getResponse().getHeader("ETag"));
    }

    private MvcTestResult post(String path, String body) {
        return http.post()
                .uri(path)
                .header("Authorization", operator())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult get(String path) {
        return http.get().uri(path).header("Authorization", operator()).exchange();
    }

    private static String operator() {
        return "Bearer " + SUITE.token(null, Role.OPERATOR);
    }

    private static JsonNode json(MvcTestResult answer) {
        assertThat(answer).hasStatusOk();
        try {
            return JsonMapper.shared().readTree(answer.getResponse().getContentAsString());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
