package dev.konbini.logging.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.OperatorApi;
import dev.konbini.logging.setting.SettingKind;
import dev.konbini.logging.setting.Settings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

class OperationsIT extends LoggingIT {

    @Autowired Operations operations;
    @Autowired Settings settings;

    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    private OperatorApi api;

    @BeforeEach
    void call() {
        api = new OperatorApi(http, SUITE);
    }

    @Test
    void operationOfAProgramOutsideIsFoundByWhatItSaid() {
        var id = begin("upgrade", "");

        end(id, "succeeded", "drained " + word);

        await().untilAsserted(() -> {
            var items = api.get("/api/operations?kind=upgrade&q=drained " + word).path("items");
            assertThat(items).hasSize(1);
            assertThat(items.get(0).path("id")).hasToString("\"" + id + "\"");
            assertThat(items.get(0).path("state")).hasToString("\"succeeded\"");
            assertThat(items.get(0).path("by")).hasToString("\"tester\"");
        });
        assertThat(api.get("/api/operations?kind=rollback&q=" + word).path("items")).isEmpty();
        assertThat(api.get("/api/operations/" + id).path("output"))
                .hasToString("\"drained " + word + "\"");
    }

    @Test
    void howItEndedStays() {
        var id = begin("upgrade", "");
        assertThat(api.get("/api/operations/" + id).path("state")).hasToString("\"running\"");

        assertThat(end(id, "failed", "it")).hasStatusOk();
        assertThat(end(id, "failed", "it")).hasStatusOk();
        assertThat(end(id, "succeeded", "no")).hasStatus(409);

        assertThat(api.get("/api/operations/" + id).path("output")).hasToString("\"it\"");
    }

    @Test
    void operationThatNeverEndedIsShownAsSuch() {
        var id = begin("rebuild", ",\"silenceMaxSeconds\":1");

        await().untilAsserted(() ->
                assertThat(api.get("/api/operations/" + id).path("state"))
                        .hasToString("\"abandoned\""));
    }

    @Test
    void listGoesFromTheLastBackwardsPageByPage() {
        for (var hour = 1; hour <= 3; hour++) {
            begin(
                    "rollback",
                    ",\"startedAt\":\"%s\"".formatted(Instant.now().minus(hour, ChronoUnit.HOURS)));
        }
        var path = "/api/operations?size=2&q=" + word;
        await().until(() -> api.get("/api/operations?q=" + word).path("items").size() == 3);

        var first = api.get(path);
        var second = api.get(path + "&after=" + first.path("next").asString());

        assertThat(first.path("items")).hasSize(2);
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(second.path("items").get(0).path("startedAt").asString())
                .isLessThan(first.path("items").get(1).path("startedAt").asString());
        var recent = Instant.now().minus(90, ChronoUnit.MINUTES);
        assertThat(api.get("/api/operations?q=" + word + "&from=" + recent).path("items"))
                .hasSize(1);
        assertThat(api.get("/api/operations?q=" + word + "&to=" + recent).path("items")).hasSize(2);
    }

    @Test
    void whatTheServiceItselfDoesIsOnRecord() {
        operations.done("tenant.change", "Change " + word, "ada", Map.of("tenant", word));

        await().untilAsserted(() -> {
            var items = api.get("/api/operations?q=" + word).path("items");
            assertThat(items).hasSize(1);
            assertThat(items.get(0).path("details").path("tenant")).hasToString("\"" + word + "\"");
        });
    }

    @Test
    void changesOfSettingsAreOnRecordWithoutTheirValues() {
        var value = JsonMapper.shared().createObjectNode().put("secret", "hush");
        var made = settings.put(SettingKind.SEARCH, word, value, null, "ada").orElseThrow();
        var changed =
                settings.put(SettingKind.SEARCH, word, value, made.version(), "bob").orElseThrow();
        settings.remove(SettingKind.SEARCH, word, made.version(), "eve");
        settings.remove(SettingKind.SEARCH, word, changed.version(), "cyd");

        await().untilAsserted(() ->
                assertThat(api.get("/api/operations?q=" + word).path("items"))
                        .extracting(
                                item -> item.path("kind").asString(),
                                item -> item.path("by").asString())
                        .containsExactlyInAnyOrder(
                                tuple("search.make", "ada"),
                                tuple("search.change", "bob"),
                                tuple("search.remove", "cyd")));
        assertThat(api.get("/api/operations?q=" + word).toString()).doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    {"kind":"No Kind","what":"x"}                                       | /kind
                    {"kind":"x"}                                                        | /what
                    {"kind":"x","what":"x","outcome":"perhaps"}                         | /outcome
                    {"kind":"x","what":"x","startedAt":"2020-01-01T00:00:00Z"}          | /startedAt
                    {"kind":"x","what":"x","silenceMaxSeconds":0}                       | /silenceMaxSeconds
                    {"kind":"x","what":"x","silenceMaxSeconds":"7"}                     | /silenceMaxSeconds
                    {"kind":"x","what":"x","silenceMaxSeconds":1.9}                     | /silenceMaxSeconds
                    """)
    void whatIsWrongIsNamed(String body, String pointer) {
        var answer = api.call(HttpMethod.POST, "/api/operations", body);

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("$.errors[0].pointer").isEqualTo(pointer);
    }

    @Test
    void operationThatIsNotThereIsNotFound() {
        var id = OperationId.at(Instant.now()).text();

        assertThat(api.call("/api/operations/" + id)).hasStatus(404);
        assertThat(end(id, "succeeded", "")).hasStatus(404);
        assertThat(api.call("/api/operations?from=yesterday")).hasStatus(400);
    }

    private String begin(String kind, String more) {
        return api.post(
                        "/api/operations",
                        "{\"kind\":\"%s\",\"what\":\"Test %s\"%s}".formatted(kind, word, more))
                .path("id")
                .asString();
    }

    private MvcTestResult end(String id, String outcome, String output) {
        return api.call(
                HttpMethod.PUT,
                "/api/operations/" + id,
                "{\"outcome\":\"%s\",\"output\":\"%s\"}".formatted(outcome, output));
    }
}
