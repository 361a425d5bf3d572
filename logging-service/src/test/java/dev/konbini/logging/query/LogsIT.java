package dev.konbini.logging.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.web.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogsIT extends LoggingIT {

    private final String tenant = newTenant();
    private final String other = newTenant();

    @BeforeAll
    void keepLines() {
        line(tenant, "l1", "10:00:00.000000001", "INFO", "till", "Order 7 placed");
        line(tenant, "l2", "10:00:00.000000002", "WARN", "till", "Order 7 is slow");
        line(tenant, "l3", "10:00:00.000000002", "ERROR", "shop", "Order 8 failed: out of stock");
        line(tenant, "l4", "10:01:30", "info", "shop", "Order 8 placed");
        line(other, "o1", "10:00:30", "INFO", "till", "Order 9 placed");
        SUITE.flush();
        await().until(() ->
                SUITE.count("logs-" + tenant + "-*") == 4
                        && SUITE.count("logs-" + other + "-*") == 1);
    }

    @Test
    void linesAreNewestFirstUnderTheirEcsNames() {
        var items = items(get(tenant, "/api/logs"));

        assertThat(ids(items)).containsExactly("l4", "l3", "l2", "l1");
        var newest = items.getFirst();
        assertThat(newest.path("@timestamp").asString()).isEqualTo("2026-11-22T10:01:30Z");
        assertThat(newest.path("log.level").asString()).isEqualTo("info");
        assertThat(newest.path("service.name").asString()).isEqualTo("shop");
        assertThat(newest.path("message").asString()).isEqualTo("Order 8 placed");
        assertThat(newest.path("trace.id").asString())
                .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    q=placed,                                                l4 l1
                    q=order placed,                                          l4 l1
                    q="out of stock",                                        l3
                    q=placed OR slow,                                        l4 l2 l1
                    q=order NOT placed,                                      l3 l2
                    q=log.level:WARN,                                        l2
                    q=pla*,                                                  l4 l1
                    q=service.name:shop AND failed,                          l3
                    q=*,                                                     l4 l3 l2 l1
                    service=till,                                            l2 l1
                    service=till&service=shop,                               l4 l3 l2 l1
                    level=info,                                              l4 l1
                    level=WARN&level=ERROR,                                  l3 l2
                    traceId=4bf92f3577b34da6a3ce929d0e0e4736,                l4 l3 l2 l1
                    traceId=00000000000000000000000000000001,                ``
                    from=2026-11-22T10:00:00.000000002Z,                     l4 l3 l2
                    to=2026-11-22T10:00:00.000000002Z,                       l1
                    from=2026-11-22T19:01:00%2B09:00,                        l4
                    q=placed&service=till,                                   l1
                    """)
    void linesThatMatchAllThatIsGivenAreFound(String query, String ids) {
        var found = ids(items(get(tenant, "/api/logs?" + query)));

        assertThat(String.join(" ", found)).isEqualTo(ids);
    }

    @Test
    void pagesEndBetweenLinesOfTheSameTime() {
        var ids = new ArrayList<String>();
        var after = "";
        do {
            var page =
                    get(
                            tenant,
                            "/api/logs?size=1&to=now%2B1d"
                                    + (after.isEmpty() ? "" : "&after=" + after));
            ids.addAll(ids(items(page)));
            after = json(page).path("next").asString("");
        } while (!after.isEmpty());

        assertThat(ids).containsExactly("l4", "l3", "l2", "l1");
    }

    @Test
    void lineThatComesInMeanwhileMovesNoPage() {
        var busy = newTenant();
        for (var i = 1; i <= 4; i++) {
            line(busy, "l" + i, "10:00:0" + i, "INFO", "till", "line");
        }
        SUITE.flush();
        await().until(() -> SUITE.count("logs-" + busy + "-*") == 4);
        var first = get(busy, "/api/logs?size=2");
        line(busy, "l5", "10:00:05", "INFO", "till", "late");
        SUITE.flush();
        await().until(() -> SUITE.count("logs-" + busy + "-*") == 5);

        var second = get(busy, "/api/logs?size=2&after=" + json(first).path("next").asString());

        assertThat(ids(items(second))).containsExactly("l2", "l1");
        assertThat(json(second).path("next").isNull()).isTrue();
    }

    @Test
    void operatorSeesAllTenantsAndCanNameOne() {
        var operator = SUITE.token(null, Role.OPERATOR);

        var ofBoth = "/api/logs?q=konbini.tenant:(%s OR %s)".formatted(tenant, other);
        assertThat(ids(items(getAs(operator, ofBoth)))).contains("l1", "o1");
        assertThat(ids(items(getAs(operator, "/api/logs?tenant=" + other)))).containsExactly("o1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*:*",
                "konbini.tenant:*",
                "foo) OR (*:*",
                "placed OR konbini.tenant:*",
                "NOT nothing",
                "_index:*",
                "_id:o1",
                "_exists_:message",
                "/.*/",
                "konbini.id:o1",
            })
    void noQueryReachesAnotherTenant(String query) {
        var answer =
                http.get()
                        .uri("/api/logs?size=1000&q={q}", query)
                        .header("Authorization", "Bearer " + SUITE.token(tenant, Role.LOG_SENDER))
                        .exchange();

        if (answer.getResponse().getStatus() == 200) {
            assertThat(ids(items(answer))).doesNotContain("o1");
        } else {
            assertThat(answer).hasStatus(400);
        }
    }

    @Test
    void tenantWhoseNameBeginsWithAnothersStaysApart() {
        var neighbour = tenant + "-2";
        line(neighbour, "n1", "10:00:00", "INFO", "till", "neighbour");
        SUITE.flush();
        await().until(() -> SUITE.count("logs-" + neighbour + "-*") == 1);

        assertThat(ids(items(get(tenant, "/api/logs")))).doesNotContain("n1");
    }

    @Test
    void senderCannotNameAnotherTenant() {
        assertThat(get(tenant, "/api/logs?tenant=" + tenant)).hasStatusOk();
        assertThat(get(tenant, "/api/logs?tenant=" + other)).hasStatus(403);
        assertThat(get(tenant, "/api/logs/histogram?tenant=" + other)).hasStatus(403);
    }

    @Test
    void senderWithoutTenantSeesNothing() {
        assertThat(getAs(SUITE.token(null, Role.LOG_SENDER), "/api/logs")).hasStatus(403);
    }

    @Test
    void badSyntaxIsRefusedWithItsPlace() {
        var answer = get(tenant, "/api/logs?q=message:(");

        assertThat(answer).hasStatus(400);
        var problem = json(answer);
        assertThat(problem.path("type").asString()).endsWith("/invalid-query");
        assertThat(problem.path("column").asInt()).isEqualTo(9);
        assertThat(problem.path("errors").path(0).path("parameter").asString()).isEqualTo("q");
    }

    @ParameterizedTest
    @CsvSource({
        "q=*laced, invalid-query",
        "q=?laced, invalid-query",
        "q=event.sequence:abc, invalid-query",
        "from=yesterday, invalid-request",
        "to=2026, invalid-request",
        "from=-999999-01-01T00:00:00Z, invalid-request",
        "size=0, invalid-request",
        "size=1001, invalid-request",
        "size=x, invalid-request",
        "traceId=x, invalid-request",
        "tenant=*, invalid-request",
        "after=x, invalid-cursor",
        "after=eA, invalid-cursor",
    })
    void whatCannotBeAnsweredIsRefused(String query, String problem) {
        var answer = getAs(SUITE.token(null, Role.OPERATOR), "/api/logs?" + query);

        assertThat(answer).hasStatus(400);
        assertThat(json(answer).path("type").asString()).endsWith("/" + problem);
    }

    @Test
    void histogramCountsByTime() {
        var histogram =
                json(
                        get(
                                tenant,
                                "/api/logs/histogram?from=2026-11-22T10:00:00Z"
                                        + "&to=2026-11-22T10:03:00Z&interval=1m"));

        assertThat(histogram.path("total").asInt()).isEqualTo(4);
        assertThat(histogram.path("intervalMillis").asInt()).isEqualTo(60_000);
        assertThat(histogram.path("items").values())
                .extracting(bar -> bar.path("time").asString() + " " + bar.path("count"))
                .containsExactly(
                        "2026-11-22T10:00:00Z 3",
                        "2026-11-22T10:01:00Z 1",
                        "2026-11-22T10:02:00Z 0");
    }

    @Test
    void histogramCountsWithinAMillisecond() {
        var histogram =
                json(
                        get(
                                tenant,
                                "/api/logs/histogram?from=2026-11-22T10:00:00.000000001Z"
                                        + "&to=2026-11-22T10:00:00.000000002Z"));

        assertThat(histogram.path("total").asInt()).isEqualTo(1);
        assertThat(histogram.path("items").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    level,   `{"ERROR":1,"INFO":1,"WARN":1}`
                    service, `{"till":2,"shop":1}`
                    """)
    void histogramSplitsByValue(String by, String values) {
        var histogram =
                json(
                        get(
                                tenant,
                                "/api/logs/histogram?from=2026-11-22T10:00:00Z"
                                        + "&to=2026-11-22T10:01:00Z&interval=1m&by="
                                        + by));

        assertThat(histogram.path("items").path(0).path("values"))
                .as(histogram.toString())
                .isEqualTo(JsonMapper.shared().readTree(values));
    }

    @Test
    void histogramIsOfTheLastHourInSixtyStepsUnlessToldOtherwise() {
        var histogram = json(get(tenant, "/api/logs/histogram"));

        assertThat(histogram.path("intervalMillis").asInt()).isEqualTo(60_000);
        assertThat(histogram.path("items").size()).isBetween(60, 61);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interval=1s&from=now-1d",
                "interval=0s",
                "interval=1y",
                "by=message",
                "from=now&to=now-1h",
            })
    void histogramRefusesWhatItCannotCount(String query) {
        assertThat(get(tenant, "/api/logs/histogram?" + query)).hasStatus(400);
    }

    private static void line(
            String tenant, String id, String time, String level, String service, String message) {
        SUITE.sendLater(
                "logs",
                id,
                Map.of("tenant", tenant, "id", id),
                """
                {"@timestamp":"2026-11-22T%sZ","log":{"level":"%s","logger":"x"},"message":"%s",
                 "service":{"name":"%s"},"trace":{"id":"4bf92f3577b34da6a3ce929d0e0e4736"}}\
                """
                        .formatted(time, level, message, service));
    }

    private MvcTestResult get(String tenant, String uri) {
        return getAs(SUITE.token(tenant, Role.LOG_SENDER), uri);
    }

    private MvcTestResult getAs(String token, String uri) {
        return http.get()
                .uri(java.net.URI.create(uri.replace(" ", "%20").replace("\"", "%22")))
                .header("Authorization", "Bearer " + token)
                .exchange();
    }

    private static JsonNode json(MvcTestResult answer) {
        try {
            return JsonMapper.shared().readTree(answer.getResponse().getContentAsString());
        } catch (java.io.UnsupportedEncodingException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<JsonNode> items(MvcTestResult answer) {
        assertThat(answer).hasStatusOk();
        return List.copyOf(json(answer).path("items").values());
    }

    private static List<String> ids(List<JsonNode> items) {
        return items.stream().map(item -> item.path("id").asString()).toList();
    }
}
