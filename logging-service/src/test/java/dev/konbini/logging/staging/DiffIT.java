package dev.konbini.logging.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.OperatorApi;
import dev.konbini.logging.ingest.ReadLine;
import dev.konbini.web.access.Role;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Production beside a staging whose documents are those that this version makes of what it was
/// fed, changed as the tests say.
class DiffIT extends LoggingIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String tenant = newTenant();
    private final Instant from = Instant.now().minus(5, ChronoUnit.MINUTES);
    private final Instant to = Instant.now().plus(5, ChronoUnit.MINUTES);
    private OperatorApi api;

    @Autowired private ReadLine readLine;
    @Autowired private StagingNames names;
    @Autowired private CompareVersions compareVersions;

    @BeforeEach
    void slice() {
        api = new OperatorApi(http, SUITE);
        assertThat(
                        api.call(
                                HttpMethod.PUT,
                                "/api/tenants/" + tenant,
                                "{\"staging\":{\"percent\":100}}"))
                .hasStatus(201);
    }

    @Test
    void fieldThatIsReadOtherwiseIsFoundAndNothingElse() throws IOException {
        var fed = sendAndAwait(30, 0);
        stage(
                fed,
                (number, source) -> {
                    if (number % 3 == 0) {
                        source.putObject("log").put("level", "warning");
                    }
                    return source;
                });

        var diff = diff("");

        assertThat(diff.path("differences")).hasSize(1);
        var level = diff.path("differences").path(0);
        assertThat(level.path("field").asString()).isEqualTo("log.level");
        assertThat(level.path("change").asString()).isEqualTo("changed");
        assertThat(level.path("lines").asInt()).isEqualTo(10);
        assertThat(level.path("examples")).hasSize(3);
        assertThat(level.path("examples").path(0).path("production").asString())
                .isEqualTo("\"WARN\"");
        assertThat(level.path("examples").path(0).path("staging").asString())
                .isEqualTo("\"warning\"");
        assertThat(counts(diff))
                .containsEntry("compared", 30L)
                .containsEntry("equal", 20L)
                .containsEntry("different", 10L)
                .containsEntry("missing", 0L)
                .containsEntry("onlyInStaging", 0L)
                .containsEntry("deadLettersApart", 0L);
    }

    @Test
    void whatOneSideAloneHasIsCountedOnItsSide() throws IOException {
        var fed = sendAndAwait(12, 2);
        stage(fed, (number, source) -> number < 4 ? null : source);
        var dead = fed.stream().filter(one -> number(one) == 0).findFirst().orElseThrow();
        letter(String.valueOf(dead.origin()), "too-large");
        stray("stray-1");

        var diff = diff("");

        assertThat(counts(diff))
                .containsEntry("compared", 8L)
                .containsEntry("equal", 8L)
                .containsEntry("missing", 3L)
                .containsEntry("onlyInStaging", 1L)
                .containsEntry("deadLettersApart", 1L)
                .containsEntry("unmaskable", 2L);
        assertThat(diff.path("missing")).hasSize(3);
        assertThat(diff.path("onlyInStaging").path(0).path("id").asString()).isEqualTo("stray-1");
        var letters = diff.path("letters").path(0);
        assertThat(letters.path("production").isNull()).isTrue();
        assertThat(letters.path("staging").asString()).isEqualTo("too-large");
        assertThat(letters.path("origins").path(0).asString()).isEqualTo(dead.origin());
    }

    @Test
    void pagesAddUpToTheWhole() throws IOException {
        var fed = sendAndAwait(25, 0);
        stage(fed, (number, source) -> number == 7 ? null : source.put("seen", number));

        var sum = new HashMap<String, Long>();
        var pages = 0;
        @Nullable String after = null;
        do {
            var page = diff("&size=7" + (after == null ? "" : "&after=" + after));
            counts(page).forEach((name, count) -> sum.merge(name, count, Long::sum));
            after = page.path("next").isNull() ? null : page.path("next").asString();
            pages++;
        } while (after != null && pages < 50);

        assertThat(after).isNull();
        assertThat(pages).isGreaterThan(5);
        assertThat(sum)
                .containsEntry("compared", 24L)
                .containsEntry("different", 24L)
                .containsEntry("missing", 1L)
                .containsEntry("onlyInStaging", 0L)
                .containsEntry("lookedAt", 49L);
    }

    @Test
    void lookWhoseTimeIsUpAtOnceGoesOnePageFurther() throws IOException {
        var fed = sendAndAwait(25, 0);
        stage(fed, (number, source) -> number == 7 ? null : source.put("seen", number));

        var compared = 0L;
        var looks = 0;
        @Nullable String after = null;
        do {
            var command =
                    new CompareVersions.Command(tenant, from, to, 10_000, Duration.ZERO, after);
            var outcome = (CompareVersions.Outcome.Compared) compareVersions.compare(command);
            compared += outcome.comparison().counts().compared();
            after = outcome.comparison().next();
            looks++;
        } while (after != null && looks < 10);

        assertThat(compared).isEqualTo(24);
        assertThat(looks).as("one for the lines, the letters and the strays").isEqualTo(3);
    }

    @Test
    void linesThatWereReadFromTextAreMadeTheSameOfByTheSameVersion() throws IOException {
        var lines =
                List.of(
                        "{\"message\":\"Nov 25 19:59:58 shop-1 sshd[812]: Failed password for ada@example.com\"}",
                        "{\"message\":\"level=warn till=3 password=hunter2\",\"shop\":{\"id\":1.50}}",
                        "{\"message\":\"10.1.2.3 - - [25/Nov/2026:19:59:58 +0000] \\\"GET /a?x=1 HTTP/1.1\\\" 200 123\"}",
                        "{\"level\":\"error\",\"msg\":\"till jammed\",\"card\":4111111111111111,\"trace\":7}");
        assertThat(
                        http.post()
                                .uri("/api/logs")
                                .header(
                                        "Authorization",
                                        "Bearer " + SUITE.token(tenant, Role.LOG_SENDER))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(lines.toString()))
                .hasStatus(202);
        await().until(() -> Fed.of(SUITE, tenant).size() == lines.size());
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == lines.size());
        var fed = Fed.of(SUITE, tenant);
        assertThat(fed)
                .allSatisfy(one -> {
                    assertThat(one.header("arrival")).isNotNull();
                    assertThat(one.text()).doesNotContain("10.1.2.3", "hunter2", "ada@");
                });
        stage(fed, (number, source) -> source);

        var diff =
                api.get(
                        "/api/tenants/%s/staging/diff?from=2026-01-01T00:00:00Z&to=%s"
                                .formatted(tenant, to));

        assertThat(diff.path("differences")).isEmpty();
        assertThat(counts(diff)).containsEntry("equal", 4L).containsEntry("missing", 0L);
    }

    @Test
    void lineThatIsOnItsWayIsNotCalledMissingForGood() throws IOException {
        sendAndAwait(1, 0);

        var diff = diff("");

        // Nobody takes lines from staging's topic here.
        assertThat(diff.path("intakeLag").asLong()).isPositive();
        assertThat(diff.path("missingIsFinal").asBoolean()).isFalse();
        assertThat(counts(diff)).containsEntry("missing", 1L).containsEntry("notFedYet", 0L);
        assertThat(diff.path("sliceSetAt").isNull()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', 400",
        "'?size=0',        400",
        "'?size=50001',    400",
        "'?from=sometime', 400",
        "'?after=x',       400",
    })
    void whatCannotBeAskedIsRefused(String query, int status) {
        assertThat(api.call("/api/tenants/" + tenant + "/staging/diff" + query)).hasStatus(status);
    }

    @Test
    void tenantWithoutSliceIsRefused() {
        var answer = api.call("/api/tenants/" + newTenant() + "/staging/diff");

        assertThat(answer).hasStatus(422);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.type")
                .asString()
                .endsWith("/nothing-staged");
    }

    private List<Fed> sendAndAwait(int lines, int broken) {
        for (var i = 0; i < lines; i++) {
            SUITE.sendLater(
                    "logs",
                    "k" + i,
                    Map.of("tenant", tenant, "id", "line-" + i),
                    "{\"message\":\"line %d of ada@example.com\",\"log\":{\"level\":\"WARN\"},\"n\":%d}"
                            .formatted(i, i));
        }
        for (var i = 0; i < broken; i++) {
            SUITE.sendLater("logs", "b" + i, Map.of("tenant", tenant), "{\"message\":");
        }
        SUITE.flush();
        await().until(() -> Fed.of(SUITE, tenant).size() == lines);
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == lines);
        await().until(() -> letters() == broken);
        // That they are fed can be seen before the feed has committed it.
        await().untilAsserted(() -> assertThat(counts(diff(""))).containsEntry("notFedYet", 0L));
        return Fed.of(SUITE, tenant);
    }

    private long letters() {
        return SUITE.documents("dead-letters-*").stream()
                .filter(hit -> hit.path("_source").path("tenant").asString("").equals(tenant))
                .count();
    }

    /// Keeps what `version` makes of each line, which gets its number and what this version makes
    /// of it.
    private void stage(List<Fed> fed, BiFunction<Integer, ObjectNode, @Nullable ObjectNode> version)
            throws IOException {
        var index = names.indices().ofLines(tenant, LocalDate.now(ZoneOffset.UTC));
        makeIndex("logs", index);
        for (var one : fed) {
            var kept = readLine.read(one.record()).orElseThrow();
            var source = version.apply(number(one), kept.source());
            if (source != null) {
                put(index, kept.id(), source);
            }
        }
    }

    private void stray(String id) {
        var own =
                JSON.createObjectNode()
                        .put("id", id)
                        .put("tenant", tenant)
                        .put("origin", SUITE.topic("logs") + "-0-999999999");
        var source = JSON.createObjectNode().put("@timestamp", Instant.now().toString());
        source.set("konbini", own);
        put(names.indices().ofLines(tenant, LocalDate.now(ZoneOffset.UTC)), id, source);
    }

    private void letter(String origin, String reason) throws IOException {
        var index = names.indices().ofDeadLetters(LocalDate.now(ZoneOffset.UTC));
        makeIndex("dead-letters", index);
        var source = JSON.createObjectNode().put("origin", origin);
        source.putObject("reason").put("type", reason);
        put(index, "letter-" + tenant, source);
    }

    private static void makeIndex(String kind, String index) throws IOException {
        try (var content =
                new ClassPathResource("elasticsearch/" + kind + ".json").getInputStream()) {
            SUITE.call("PUT", "/" + index, JSON.readTree(content).path("template").toString());
        }
    }

    private static void put(String index, String id, JsonNode source) {
        var answer = SUITE.call("PUT", "/" + index + "/_doc/" + id, source.toString());
        assertThat(answer.path("result").asString("")).as(answer.toString()).isEqualTo("created");
    }

    private JsonNode diff(String more) {
        return api.get(
                "/api/tenants/%s/staging/diff?from=%s&to=%s%s".formatted(tenant, from, to, more));
    }

    private static Map<String, Long> counts(JsonNode diff) {
        var counts = new HashMap<String, Long>();
        diff.path("counts")
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asLong()));
        return counts;
    }

    private static int number(Fed fed) {
        return fed.line().path("n").asInt(-1);
    }
}
