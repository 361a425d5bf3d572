package dev.konbini.logging.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Api;
import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.OperatorApi;
import dev.konbini.logging.setting.SettingKind;
import dev.konbini.logging.setting.Settings;
import dev.konbini.web.access.Role;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SavedSearchesIT extends LoggingIT {

    private final String tenant = newTenant();

    @Autowired private Settings settings;

    @BeforeAll
    void keepLines() {
        line("a", "INFO", 1);
        line("b", "ERROR", 1);
        line("c", "ERROR", 2);
        SUITE.flush();
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 3);
    }

    @Test
    void savedSearchIsRunByItsNameAndParametersOverrideIt() {
        assertThat(
                        mine().put(
                                        "/api/logs/searches/errors of 1",
                                        "{\"q\":\"order.id:1\",\"level\":[\"error\"],\"from\":\"now-60d\"}"))
                .hasStatus(201);

        assertThat(mine().ids("/api/logs?search=errors of 1")).containsExactly("b");
        assertThat(mine().ids("/api/logs?search=errors of 1&q=order.id:2")).containsExactly("c");
        assertThat(mine().ids("/api/logs?search=errors of 1&level=INFO")).containsExactly("a");
        assertThat(
                        mine().json("/api/logs/patterns?search=errors of 1&to={to}", "now+1d")
                                .path("lines")
                                .asInt())
                .isEqualTo(1);
        assertThat(Api.text(mine().get("/api/logs/export?search=errors of 1")).lines()).hasSize(1);
    }

    @Test
    void searchIsReplacedAndDeletedAtTheVersionThatWasSeen() {
        var first =
                tag(mine().put("/api/logs/searches/edited", "{\"q\":\"a\"}", "If-None-Match", "*"));
        var second =
                tag(mine().put("/api/logs/searches/edited", "{\"q\":\"b\"}", "If-Match", first));

        assertThat(mine().put("/api/logs/searches/edited", "{\"q\":\"c\"}", "If-Match", first))
                .hasStatus(412);
        assertThat(mine().put("/api/logs/searches/edited", "{\"q\":\"c\"}", "If-None-Match", "*"))
                .hasStatus(412);
        assertThat(mine().delete("/api/logs/searches/edited", first)).hasStatus(412);
        var read = mine().get("/api/logs/searches/edited");
        assertThat(tag(read)).isEqualTo(second);
        assertThat(read).bodyJson().extractingPath("$.q").isEqualTo("b");
        assertThat(mine().delete("/api/logs/searches/edited", second)).hasStatus(204);
        assertThat(mine().get("/api/logs/searches/edited")).hasStatus(404);
        assertThat(mine().put("/api/logs/searches/edited", "{}", "If-Match", "*")).hasStatus(412);
    }

    @Test
    void changeWhoseAnswerWasLostIsToldSo() {
        var keeper = Api.of(http, SUITE, newTenant());
        var path = "/api/logs/searches/lost";
        var search = "{\"q\":\"b\",\"level\":[\"error\"]}";
        var seen = tag(keeper.put(path, "{\"q\":\"a\"}"));

        var put = keeper.put(path, search, "If-Match", seen);
        var putAgain = keeper.put(path, search, "If-Match", seen);
        var deleted = keeper.delete(path, tag(put));
        var deletedAgain = keeper.delete(path, tag(put));

        assertThat(putAgain).hasStatusOk();
        assertThat(tag(putAgain)).isEqualTo(tag(put));
        assertThat(Api.text(putAgain)).isEqualTo(Api.text(put));
        assertThat(deleted).hasStatus(204);
        assertThat(deletedAgain).hasStatus(204);
    }

    @Test
    void whoDeletedASearchIsOnRecord() {
        var other = newTenant();
        var keeper = Api.of(http, SUITE, other);

        assertThat(keeper.put("/api/logs/searches/gone", "{}")).hasStatus(201);
        assertThat(keeper.delete("/api/logs/searches/gone", null)).hasStatus(204);

        await().untilAsserted(() ->
                assertThat(
                                new OperatorApi(http, SUITE)
                                        .get("/api/operations?kind=search.remove&q=" + other)
                                        .path("items"))
                        .extracting(item -> item.path("by").asString())
                        .containsExactly("tester"));
    }

    @Test
    void searchesAreTheTenantsOwnAndOperatorsHaveTheirs() {
        var operator = new Api(http, SUITE.token(null, Role.OPERATOR));
        var stranger = Api.of(http, SUITE, newTenant());
        assertThat(mine().put("/api/logs/searches/own", "{\"q\":\"mine\"}")).hasStatus(201);
        var name = "ops-" + tenant;
        assertThat(operator.put("/api/logs/searches/" + name, "{\"q\":\"theirs\"}")).hasStatus(201);

        assertThat(Api.text(mine().get("/api/logs/searches")))
                .contains("\"own\"")
                .doesNotContain(name);
        assertThat(Api.text(operator.get("/api/logs/searches")))
                .contains(name)
                .doesNotContain("\"own\"");
        assertThat(operator.get("/api/logs/searches/own?tenant={t}", tenant)).hasStatusOk();
        assertThat(stranger.get("/api/logs/searches/own")).hasStatus(404);
        assertThat(stranger.get("/api/logs?search=own")).hasStatus(404);
        assertThat(stranger.get("/api/logs/searches/own?tenant={t}", tenant)).hasStatus(403);
        assertThat(stranger.delete("/api/logs/searches/own", null)).hasStatus(204);
        assertThat(mine().get("/api/logs/searches/own")).hasStatusOk();
        assertThat(mine().get("/api/logs/searches/" + name)).hasStatus(404);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    x      | {"q":"a:("}            | invalid-query
                    x      | {"q":"*a"}             | invalid-query
                    x      | {"from":"yesterday"}   | invalid-request
                    x      | {"traceId":"x"}        | invalid-request
                    x      | {"level":[null]}       | invalid-request
                    x      | []                     | invalid-request
                    -x     | {}                     | invalid-request
                    a@b    | {}                     | invalid-request
                    """)
    void searchThatCannotBeRunIsNotKept(String name, String body, String problem) {
        var answer = mine().put("/api/logs/searches/" + name, body);

        assertThat(answer).hasStatus(400);
        assertThat(Api.text(answer)).contains("/problems/" + problem);
        assertThat(Api.text(mine().get("/api/logs/searches")))
                .doesNotContain("\"name\":\"" + name + "\"");
    }

    @Test
    void nameThatNoSearchHasIsSaid() {
        var answer = mine().get("/api/logs?search=none");

        assertThat(answer).hasStatus(404);
        assertThat(Api.text(answer)).contains("/problems/unknown-search");
    }

    @Test
    void tenantKeepsNoMoreThanItMay() {
        var busy = Api.of(http, SUITE, newTenant());
        for (var i = 0; i < SavedSearches.OF_A_TENANT_MAX; i++) {
            assertThat(busy.put("/api/logs/searches/s" + i, "{}")).hasStatus(201);
        }

        assertThat(busy.put("/api/logs/searches/more", "{}")).hasStatus(422);
        assertThat(busy.put("/api/logs/searches/s0", "{\"q\":\"x\"}")).hasStatus(200);
        assertThat(mine().put("/api/logs/searches/other", "{}")).hasStatus(201);
    }

    @Test
    void searchesThatAreTooLargeTogetherAreListedAllTheSame() {
        var keeper = newTenant();
        var api = Api.of(http, SUITE, keeper);
        var services = JsonMapper.shared().createArrayNode();
        for (var i = 0; i < 300; i++) {
            services.add("店".repeat(1_000));
        }
        for (var i = 0; i < 8; i++) {
            assertThat(
                            settings.put(
                                    SettingKind.SEARCH,
                                    keeper + "/large" + i,
                                    JsonMapper.shared().createObjectNode().set("service", services),
                                    null,
                                    "tester"))
                    .isPresent();
        }

        assertThat(api.put("/api/logs/searches/small", "{}")).hasStatus(201);
        assertThat(
                        api.json("/api/logs/searches")
                                .path("items")
                                .valueStream()
                                .map(search -> search.path("name").asString())
                                .toList())
                .containsExactly(
                        "large0", "large1", "large2", "large3", "large4", "large5", "large6",
                        "large7", "small");
    }

    private Api mine() {
        return Api.of(http, SUITE, tenant);
    }

    private static String tag(MvcTestResult answer) {
        return Objects.requireNonNull(answer.getResponse().getHeader("ETag"));
    }

    private void line(String id, String level, int order) {
        SUITE.sendLater(
                "logs",
                id,
                Map.of("tenant", tenant, "id", id),
                "{\"log\":{\"level\":\"%s\"},\"order\":{\"id\":%d}}".formatted(level, order));
    }
}
