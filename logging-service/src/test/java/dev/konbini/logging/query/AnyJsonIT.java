package dev.konbini.logging.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Api;
import dev.konbini.logging.LoggingIT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyJsonIT extends LoggingIT {

    private static final Path RELEASED =
            Path.of(System.getProperty("contracts.directory"), "released/0.1.0/indices/logs.json");

    private final String tenant = newTenant();

    @BeforeAll
    void keepLines() {
        send(tenant, "nested", "{\"order\":{\"id\":7,\"paid\":true},\"message\":\"nested one\"}");
        send(tenant, "dotted", "{\"order.id\":\"7\",\"labels\":{\"region\":\"eu\"}}");
        send(
                tenant,
                "listed",
                "{\"order\":[{\"id\":8},{\"id\":9}],\"labels\":{\"re gion\":\"u:s\"}}");
        send(tenant, "object", "{\"message\":{\"text\":\"hi\"},\"service\":\"till\"}");
        send(tenant, "number", "{\"trace\":7,\"event\":{\"sequence\":\"x\"},\"message\":\"m\"}");
        send(tenant, "late", "{\"@timestamp\":\"yesterday\",\"message\":\"late one\"}");
        send(tenant, "twice", "{\"message\":\"first\",\"message\":\"second\",\"a\":1,\"a\":2}");
        send(
                tenant,
                "ours",
                "{\"konbini\":{\"tenant\":\"other\"},\"id\":\"mine\",\"message\":\"x\"}");
        send(tenant, "half", "{\"message\":\"\\ud800\",\"big\":1e999999999}");
        SUITE.flush();
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 9);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    order.id:7                              | dotted nested
                    order.id:(8 OR 9)                       | listed
                    order.id:9 AND order.id:8               | listed
                    order.paid:true                         | nested
                    _exists_:order.id NOT order.id:7        | listed
                    _exists_:(order.id AND labels.region)   | dotted
                    _exists_:(labels.region OR trace)       | dotted number
                    labels.region:e*                        | dotted
                    labels.re\\ gion:"u:s"                  | listed
                    labels.region:[a TO f]                  | dotted
                    message.text:hi                         | object
                    konbini.conflicts.service:till          | object
                    trace:7                                 | number
                    konbini.flags:conflict                  | number object
                    konbini.flags:time                      | late
                    konbini.flags:duplicate                 | twice
                    konbini.flags:reserved                  | ours
                    second                                  | twice
                    a:1 AND a:2                             | twice
                    nested AND order.id:7                   | nested
                    id:half                                 | half
                    konbini.conflicts.trace:7               | number
                    konbini.sent.id:mine                    | ours
                    konbini.tenant:other                    | ``
                    no.such.field:7                         | ``
                    no.such.field:[1 TO 2]                  | ``
                    _exists_:no.such.field                  | ``
                    """)
    void everyFieldIsFoundUnderItsName(String query, String ids) {
        var found = mine().ids("/api/logs?q={q}", query);

        assertThat(String.join(" ", found.stream().sorted().toList()))
                .isEqualTo(ids == null ? "" : ids);
    }

    @Test
    void whatWasMovedAsideIsShownBesideItsFlag() {
        var line = mine().json("/api/logs?q=konbini.id:number").path("items").path(0);

        assertThat(line.path("konbini.conflicts.trace").asInt()).isEqualTo(7);
        assertThat(line.path("konbini.conflicts.event.sequence").asString()).isEqualTo("x");
        assertThat(line.path("konbini.flags")).hasToString("[\"conflict\"]");
        assertThat(line.has("konbini.fields")).isFalse();
        assertThat(line.has("konbini.names")).isFalse();
    }

    @Test
    void numbersAreShownAsTheyWereWritten() {
        var answer = Api.text(mine().get("/api/logs?q=konbini.id:half"));

        assertThat(answer).contains("1E+999999999").contains("\"message\":\"�\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order.id:x?y", "order.id:/7/", "order.id:7~", "order.id:(", "a:1 AND"})
    void badQueryIsRefusedWithWhatToChange(String query) {
        var answer = mine().get("/api/logs?q={q}", query);

        assertThat(answer).hasStatus(400);
        var error = JsonMapper.shared().readTree(Api.text(answer)).path("errors").path(0);
        assertThat(error.path("parameter").asString()).isEqualTo("q");
        assertThat(error.path("detail").asString()).isNotBlank().doesNotContain("konbini.fields");
    }

    @Test
    void linesThatTheReleasedVersionKeptAreFoundTogetherWithNewOnes() throws Exception {
        var both = newTenant();
        var released = (ObjectNode) JsonMapper.shared().readTree(Files.readString(RELEASED));
        released.put("priority", 300)
                .putArray("index_patterns")
                .add(SUITE.index("logs-" + both + "-2026.11.20"));
        SUITE.call("PUT", "/_index_template/" + SUITE.index("old"), released.toString());
        try {
            SUITE.call(
                    "PUT",
                    "/" + SUITE.index("logs-" + both + "-2026.11.20") + "/_create/old?refresh=true",
                    """
                    {"konbini":{"id":"old","tenant":"%s"},"@timestamp":"2026-11-20T10:00:00Z",
                     "message":"one","order":{"id":7},"log":{"level":"INFO"}}
                    """
                            .formatted(both));
            send(
                    both,
                    "new",
                    "{\"@timestamp\":\"2026-11-21T10:00:00Z\",\"message\":\"one\",\"order\":{\"id\":7}}");
            send(
                    both,
                    "late",
                    "{\"@timestamp\":\"2026-11-20T11:00:00Z\",\"message\":\"one\",\"order\":{\"id\":7}}");
            SUITE.flush();
            await().until(() -> SUITE.count("logs-" + both + "-*") == 3);
            var api = Api.of(http, SUITE, both);

            assertThat(api.ids("/api/logs?q=one")).containsExactly("new", "late", "old");
            assertThat(api.ids("/api/logs?q=order.id:7")).containsExactly("new");
            assertThat(api.json("/api/logs?q=konbini.id:late").toString())
                    .doesNotContain("konbini.fields");
            assertThat(api.json("/api/logs/fields?from=2026-11-19T00:00:00Z").path("lines").asInt())
                    .isEqualTo(3);
            assertThat(api.json("/api/logs/context?id=late&before=1&after=1").path("before").size())
                    .isEqualTo(1);
            assertThat(Api.text(api.get("/api/logs/export")).lines()).hasSize(3);
        } finally {
            SUITE.call("DELETE", "/_index_template/" + SUITE.index("old"), null);
        }
    }

    private Api mine() {
        return Api.of(http, SUITE, tenant);
    }

    private static void send(String tenant, String id, String json) {
        SUITE.sendLater("logs", id, Map.of("tenant", tenant, "id", id), json);
    }
}
