package dev.konbini.logging.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Api;
import dev.konbini.logging.LoggingIT;
import dev.konbini.web.access.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsightIT extends LoggingIT {

    private static final String DAY = "from=2026-11-22T00:00:00Z&to=2026-11-23T00:00:00Z";

    private final String tenant = newTenant();
    private final String other = newTenant();

    @BeforeAll
    void keepLines() {
        // All of the same nanosecond: only their numbers tell their order.
        for (var i = 1; i <= 12; i++) {
            send(
                    tenant,
                    "till-" + (100 - i),
                    i,
                    "till-1",
                    "Order %d placed at store %d".formatted(i, i % 3));
        }
        send(tenant, "elsewhere", 5, "till-2", "Printer is out of paper");
        send(other, "foreign", 5, "till-1", "Order 99 placed at store 9");
        SUITE.sendLater(
                "logs",
                "h",
                Map.of("tenant", tenant, "id", "host-1"),
                host("10:00:01", "web", "GET /a"));
        SUITE.sendLater(
                "logs",
                "h",
                Map.of("tenant", tenant, "id", "host-2"),
                host("10:00:02", "web", "GET /b"));
        SUITE.sendLater(
                "logs",
                "h",
                Map.of("tenant", tenant, "id", "host-3"),
                host("10:00:01", "db", "SELECT 1"));
        SUITE.flush();
        await().until(() ->
                SUITE.count("logs-" + tenant + "-*") == 16
                        && SUITE.count("logs-" + other + "-*") == 1);
    }

    @Test
    void fieldsAreListedWithTypesCountsAndTopValues() {
        var fields = mine().json("/api/logs/fields?" + DAY);

        assertThat(fields.path("lines").asInt()).isEqualTo(16);
        assertThat(field(fields, "message").path("type").asString()).isEqualTo("text");
        assertThat(field(fields, "@timestamp").path("type").asString()).isEqualTo("time");
        var node = field(fields, "service.node.name");
        assertThat(node.path("mapped").asBoolean()).isTrue();
        assertThat(node.path("lines").asInt()).isEqualTo(13);
        assertThat(node.path("values").path(0)).hasToString("{\"value\":\"till-1\",\"count\":12}");
        var store = field(fields, "order.store");
        assertThat(store.path("type").asString()).isEqualTo("number");
        assertThat(store.path("mapped").asBoolean()).isFalse();
        assertThat(store.path("lines").asInt()).isEqualTo(13);
        assertThat(store.path("values").size()).isEqualTo(3);
        assertThat(field(fields, "konbini.tenant").path("values").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    prefix=order.                            | order.id order.store
                    prefix=service.no                        | service.node.name
                    prefix=.*                                | ``
                    prefix=ord&q=konbini.id:host-1           | ``
                    field=order.store                        | order.store
                    field=no.such                            | ``
                    prefix=order&size=1                      | order.id
                    """)
    void namesAreCompleted(String query, String names) {
        var found = mine().json("/api/logs/fields?" + DAY + "&" + query).path("items");

        assertThat(found.valueStream().map(item -> item.path("name").asString()).toList())
                .isEqualTo(names.isEmpty() ? List.of() : List.of(names.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    field=service.node.name&prefix=till-2    | till-2 1
                    field=order.id&prefix=1&size=2           | 1 1, 10 1
                    field=event.sequence&prefix=1            | 1 1, 10 1, 11 1, 12 1
                    field=host.name                          | web 2, db 1
                    """)
    void valuesOfAFieldAreCountedAndCompleted(String query, String values) {
        var found =
                mine().json("/api/logs/fields?" + DAY + "&" + query)
                        .path("items")
                        .path(0)
                        .path("values");

        assertThat(
                        found.valueStream()
                                .map(value ->
                                        value.path("value").asString() + " " + value.path("count"))
                                .toList())
                .containsExactlyInAnyOrder(values.split(", "));
    }

    @Test
    void contextIsInTheOrderOfItsInstanceAlsoWithinANanosecond() {
        var context = mine().json("/api/logs/context?id=till-94&before=3&after=2");

        assertThat(context.path("field").asString()).isEqualTo("service.node.name");
        assertThat(context.path("value").asString()).isEqualTo("till-1");
        assertThat(ids(context.path("before"))).containsExactly("till-97", "till-96", "till-95");
        assertThat(context.path("line").path("id").asString()).isEqualTo("till-94");
        assertThat(ids(context.path("after"))).containsExactly("till-93", "till-92");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    id=till-99                        | ``     | till-98 till-97 till-96 till-95 till-94 till-93 till-92 till-91 till-90 till-89
                    id=till-88&before=1&after=500     | till-89 | ``
                    id=till-90&before=0&after=0       | ``     | ``
                    id=host-1                         | ``     | host-2
                    id=host-2                         | host-1 | ``
                    """)
    void contextEndsWhereItsLinesEnd(String query, String before, String after) {
        var context = mine().json("/api/logs/context?" + query);

        assertThat(String.join(" ", ids(context.path("before"))))
                .isEqualTo(before == null ? "" : before);
        assertThat(String.join(" ", ids(context.path("after"))))
                .isEqualTo(after == null ? "" : after);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "foreign"})
    void lineThatIsNoneOfTheCallersIsNotFound(String id) {
        var answer = mine().get("/api/logs/context?id={id}", id);

        assertThat(answer).hasStatus(404);
        assertThat(Api.text(answer)).contains("/problems/unknown-line");
        assertThat(
                        new Api(http, SUITE.token(null, Role.OPERATOR))
                                .json("/api/logs/context?id=foreign&tenant={t}", other)
                                .path("after")
                                .size())
                .isZero();
    }

    @Test
    void patternsAreCountedWithExamples() {
        var patterns = mine().json("/api/logs/patterns?" + DAY);

        assertThat(patterns.path("lines").asInt()).isEqualTo(16);
        assertThat(patterns.path("sampled").asInt()).isEqualTo(16);
        assertThat(patterns.path("ungrouped").asInt()).isZero();
        var first = patterns.path("items").path(0);
        assertThat(first.path("pattern").asString()).isEqualTo("Order <*> placed at store <*>");
        assertThat(first.path("count").asInt()).isEqualTo(12);
        assertThat(first.path("estimated").asInt()).isEqualTo(12);
        assertThat(first.path("share").asDouble()).isEqualTo(0.75);
        assertThat(first.path("example").asString()).startsWith("Order ");
        assertThat(first.path("firstSeen").asString()).isEqualTo("2026-11-22T10:00:00.000000001Z");
    }

    @Test
    void patternsOfASampleSaySo() {
        var patterns = mine().json("/api/logs/patterns?sample=8&size=1&" + DAY);

        assertThat(patterns.path("lines").asInt()).isEqualTo(16);
        assertThat(patterns.path("sampled").asInt()).isEqualTo(8);
        assertThat(patterns.path("items").size()).isEqualTo(1);
        var first = patterns.path("items").path(0);
        assertThat(first.path("estimated").asInt()).isEqualTo(first.path("count").asInt() * 2);
        assertThat(mine().json("/api/logs/patterns?sample=8&size=1&" + DAY)).isEqualTo(patterns);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/logs/fields?size=0",
                "/api/logs/fields?size=1001",
                "/api/logs/fields?from=now&to=now-1h",
                "/api/logs/fields?q=a:(&" + DAY,
                "/api/logs/context",
                "/api/logs/context?id=",
                "/api/logs/context?id=x&before=-1",
                "/api/logs/context?id=x&after=501",
                "/api/logs/patterns?sample=10001",
                "/api/logs/patterns?sample=0",
                "/api/logs/patterns?q=*x&" + DAY,
            })
    void whatCannotBeAnsweredIsRefused(String uri) {
        assertThat(mine().get(uri)).hasStatus(400);
    }

    private Api mine() {
        return Api.of(http, SUITE, tenant);
    }

    private static List<String> ids(JsonNode lines) {
        return lines.valueStream().map(Api::id).toList();
    }

    private static JsonNode field(JsonNode fields, String name) {
        return fields.path("items")
                .valueStream()
                .filter(item -> item.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + fields));
    }

    private static String host(String time, String name, String message) {
        return """
        {"@timestamp":"2026-11-22T%sZ","host":{"name":"%s"},"message":"%s"}\
        """
                .formatted(time, name, message);
    }

    private static void send(String tenant, String id, int sequence, String node, String message) {
        SUITE.sendLater(
                "logs",
                id,
                Map.of("tenant", tenant, "id", id),
                JsonMapper.shared()
                        .createObjectNode()
                        .put("@timestamp", "2026-11-22T10:00:00.000000001Z")
                        .put("service.node.name", node)
                        .put("event.sequence", sequence)
                        .put("message", message)
                        .put("order.id", sequence)
                        .put("order.store", sequence % 3)
                        .toString());
    }
}
