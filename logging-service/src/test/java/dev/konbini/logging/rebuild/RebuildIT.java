package dev.konbini.logging.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Api;
import dev.konbini.logging.Contract;
import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.OperatorApi;
import dev.konbini.logging.Suite;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.IndexClaims;
import dev.konbini.logging.index.IndexManagement;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.index.LineIndex;
import dev.konbini.logging.index.LineIndices;
import dev.konbini.logging.membership.Instances;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RebuildIT extends LoggingIT {

    private static final String PATH = "/api/log-indices";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd");
    private static final int SENDERS = 3;

    /// Of each sender: as many as a look at all documents shows.
    private static final int LINES_MAX = 3000;

    @Autowired Elasticsearch elasticsearch;
    @Autowired IndexManagement management;
    @Autowired LineIndices lineIndices;
    @Autowired IndexClaims claims;
    @Autowired Instances instances;

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final String tenant = newTenant();
    private OperatorApi api;

    @BeforeEach
    void call() {
        api = new OperatorApi(http, SUITE);
        await().until(() -> instances.view().asOf() != null);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void linesThatComeInMeanwhileAreThereOnceHoweverOftenItIsRebuilt(int daysAgo) throws Exception {
        var day = today.minusDays(daysAgo);
        var name = name(day);
        send("first", day, "first");
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 1);
        management.closeToWriting(name);
        var over = new AtomicBoolean();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var sending = new ArrayList<Future<List<String>>>();
            for (var i = 0; i < SENDERS; i++) {
                sending.add(senders.submit(sender(i, day, over)));
            }
            var seen = senders.submit(reader(over));

            var storedAs = new ArrayList<String>();
            for (var i = 0; i < 4; i++) {
                var ended = operation(rebuild(name));
                assertThat(ended.path("state").asString())
                        .as(ended.toString())
                        .isEqualTo("succeeded");
                storedAs.add(index(name).storedAs());
            }
            over.set(true);

            assertThat(storedAs).doesNotHaveDuplicates().doesNotContain(name);
            var ids = new ArrayList<>(List.of("first"));
            for (var one : sending) {
                ids.addAll(one.get());
            }
            assertThat(seen.get()).as("never fewer than before").isSorted();
            assertThat(seen.get().getLast()).isBetween(1L, (long) ids.size());
            await().untilAsserted(() -> {
                assertThat(booked("received")).isEqualTo(2 * ids.size() - 1);
                assertThat(booked("repeated")).isEqualTo(ids.size() - 1);
            });
            assertThat(booked("stored")).isEqualTo(ids.size());
            assertThat(booked("missing")).isZero();
            assertThat(SUITE.documents("logs-" + tenant + "-*"))
                    .extracting(hit -> hit.path("_id").asString())
                    .containsExactlyInAnyOrderElementsOf(ids);
            assertThat(SUITE.documents("logs-" + tenant + "-*"))
                    .allMatch(hit -> hit.path("_version").asInt() == 1);
        }
        assertThat(beside(name)).isEmpty();
    }

    @Test
    void oldLinesAreFoundByNewFieldsAndAreTheSameInEachDigit() throws Exception {
        var day = today.minusDays(3);
        var odd =
                """
                {"konbini":{"id":"odd","tenant":"%s"}, "@timestamp":"%sT10:00:00Z", "message":"x",
                 "trace":{"id":"abc"}, "n":1.50e5, "digits":1.23456789012345678901234567890,
                 "big":1e400, "zero":-0.0, "half":"\\ud83d", "text":"é\\u00e9",
                 "deep":{"a":[{"b":[]}]}}
                """
                        .formatted(tenant, day)
                        .replace("\n", "");
        oldIndex(
                day,
                3,
                () -> {
                    create(day, "odd", odd);
                    for (var i = 0; i < 50; i++) {
                        create(day, "line-" + i, line("line-" + i, day, "old"));
                    }
                });
        var mine = Api.of(http, SUITE, tenant);
        assertThat(mine.ids("/api/logs?q=trace.id:abc")).isEmpty();
        assertThat(listed(name(day)).path("current").asBoolean()).isFalse();

        var ended = operation(rebuild(name(day)));

        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("succeeded");
        assertThat(ended.path("details").path("lines").asInt()).isEqualTo(51);
        assertThat(mine.ids("/api/logs?q=trace.id:abc")).containsExactly("odd");
        assertThat(SUITE.count("logs-" + tenant + "-*")).isEqualTo(51);
        assertThat(text("/" + name(day) + "/_source/odd")).isEqualTo(odd);
        var listed = listed(name(day));
        assertThat(listed.path("current").asBoolean()).isTrue();
        assertThat(listed.path("lines").asInt()).isEqualTo(51);
        assertThat(listed.path("bytes").asLong()).isPositive();
        assertThat(listed.path("tenant").asString()).isEqualTo(tenant);
        assertThat(listed.path("day").asString()).isEqualTo(day.toString());
    }

    @Test
    void lineThatTheMappingRefusesLeavesAllAsItWas() throws Exception {
        var day = today.minusDays(4);
        oldIndex(
                day,
                1,
                () -> {
                    create(day, "good", line("good", day, "x"));
                    create(
                            day,
                            "bad",
                            "{\"konbini\":{\"id\":\"bad\",\"tenant\":\"%s\"},\"process\":{\"pid\":\"none\"}}"
                                    .formatted(tenant));
                });
        var before = index(name(day));

        var ended = operation(rebuild(name(day)));

        assertThat(ended.path("state").asString()).isEqualTo("failed");
        assertThat(ended.path("output").asString())
                .contains("The mapping refuses the line bad", "process.pid");
        assertThat(index(name(day))).isEqualTo(before);
        assertThat(SUITE.count("logs-" + tenant + "-*")).isEqualTo(2);
        assertThat(beside(name(day))).isEmpty();
        assertThat(claims.take(name(day), "test")).as("let go").isPresent();
    }

    @Test
    void longLinesAreCopiedFewAtATime() {
        var text = "x".repeat(900_000);
        for (var i = 0; i < 8; i++) {
            create(today, "line-" + i, line("line-" + i, today, text));
        }

        var ended = operation(rebuild(name(today)));

        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("succeeded");
        assertThat(ended.path("details").path("lines").asInt()).isEqualTo(8);
        assertThat(SUITE.count("logs-" + tenant + "-*")).isEqualTo(8);
    }

    @Test
    void rebuildThatBreaksOffLeavesAllAsItWasAndLateLinesDoNotWaitForIt() {
        var day = today.minusDays(5);
        send("one", day, "x");
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 1);
        management.closeToWriting(name(day));
        var before = index(name(day));
        var claim = claims.take(name(day), RebuildIndices.WORK).orElseThrow();
        var next = Indices.rebuilt(name(day), Instant.now());
        var rebuild =
                new RebuildIndex(
                        elasticsearch,
                        management,
                        claim,
                        before,
                        next,
                        copied -> {
                            if (copied == 1) {
                                send("late", day, "x");
                                await().until(() -> SUITE.count("logs-" + tenant + "-*") == 2);
                                throw new RebuildFailed("test");
                            }
                        });

        assertThatThrownBy(rebuild::rebuild).isInstanceOf(RebuildFailed.class);

        assertThat(index(name(day)).storedAs()).isEqualTo(name(day));
        assertThat(beside(name(day))).isEmpty();
        assertThat(SUITE.count("logs-" + tenant + "-*")).isEqualTo(2);
        claim.letGo();
    }

    @Test
    void allThatAreNotCurrentAreRebuiltAndOthersNot() throws Exception {
        var days = List.of(today.minusDays(8), today.minusDays(7));
        for (var day : days) {
            oldIndex(day, 1, () -> create(day, "one", line("one", day, "x")));
        }
        var current = today.minusDays(6);
        send("two", current, "x");
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 3);

        var answer = OperatorApi.json(rebuild(null));
        var mine =
                answer.path("indices")
                        .valueStream()
                        .map(JsonNode::asString)
                        .filter(name -> name.contains(tenant))
                        .toList();
        var ended = operation(answer);

        assertThat(mine).containsExactly(name(days.get(1)), name(days.get(0)));
        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("succeeded");
        assertThat(days)
                .allMatch(day -> listed(name(day)).path("current").asBoolean())
                .allMatch(day -> !index(name(day)).storedAs().equals(name(day)));
        assertThat(index(name(current)).storedAs()).isEqualTo(name(current));
    }

    @Test
    void searchGoesOnFromPageToPage() {
        for (var i = 0; i < 4; i++) {
            send("line-" + i, today, "x");
        }
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 4);
        var mine = Api.of(http, SUITE, tenant);
        var first = mine.json("/api/logs?size=2");

        operation(rebuild(name(today)));

        var second = mine.json("/api/logs?size=2&after={after}", first.path("next").asString());
        assertThat(
                        List.of(first, second).stream()
                                .flatMap(page -> page.path("items").valueStream())
                                .map(Api::id))
                .containsExactlyInAnyOrder("line-0", "line-1", "line-2", "line-3");
    }

    @Test
    void indexThatIsRebuiltIsSaidToBeAndIsNotRebuiltTwice() {
        send("one", today, "x");
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 1);
        var claim = claims.take(name(today), RebuildIndices.WORK).orElseThrow();

        assertThat(listed(name(today)).path("rebuilding").asBoolean()).isTrue();
        assertThat(rebuild(name(today)))
                .hasStatus(409)
                .bodyText()
                .contains("/problems/rebuild-running");

        claim.letGo();

        assertThat(listed(name(today)).path("rebuilding").asBoolean()).isFalse();
        assertThat(operation(rebuild(name(today))).path("state").asString()).isEqualTo("succeeded");
    }

    @Test
    void unknownIndexIsSaidToBe() {
        assertThat(rebuild(name(today))).hasStatus(404).bodyText().contains("/unknown-index");
        assertThat(rebuild(SUITE.index("logs-*"))).hasStatus(404);
        assertThat(rebuild(SUITE.index("settings-1"))).hasStatus(404);
    }

    @Test
    void isRefusedWhileOlderReplicasRun() {
        var instance = "old-" + UUID.randomUUID();
        send("one", today, "x");
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 1);
        beat(instance, "ready");
        await().untilAsserted(() ->
                assertThat(rebuild(name(today)))
                        .hasStatus(409)
                        .bodyText()
                        .contains("/older-replicas", instance + " (0.2.0)"));

        beat(instance, "stopped");

        await().untilAsserted(() -> assertThat(rebuild(name(today))).hasStatus(202));
    }

    /// Sends each line twice, until it is `over`.
    private Callable<List<String>> sender(int number, LocalDate day, AtomicBoolean over) {
        return () -> {
            var ids = new ArrayList<String>();
            while (!over.get() && ids.size() < LINES_MAX) {
                var id = number + "-" + ids.size();
                send(id, day, "x");
                send(id, day, "x");
                ids.add(id);
            }
            return ids;
        };
    }

    /// Looks again and again how many lines are found, until it is `over`.
    private Callable<List<Long>> reader(AtomicBoolean over) {
        return () -> {
            var seen = new ArrayList<Long>();
            while (!over.get()) {
                var answer =
                        SUITE.call(
                                "POST",
                                "/"
                                        + SUITE.index("logs-" + tenant + "-*")
                                        + "/_search?allow_partial_search_results=false",
                                "{\"size\":0,\"track_total_hits\":true}");
                // Refused in the moment of a swap, or whole.
                if (answer.has("hits")) {
                    seen.add(answer.at("/hits/total/value").asLong());
                }
            }
            return seen;
        };
    }

    private void send(String id, LocalDate day, String message) {
        SUITE.send(
                "logs",
                id,
                Map.of("tenant", tenant, "id", id),
                "{\"@timestamp\":\"%sT12:00:00Z\",\"message\":\"%s\"}".formatted(day, message));
    }

    /// Has `lines` made in an index of a mapping by which next to nothing is found.
    private void oldIndex(LocalDate day, int shards, Runnable lines) {
        var template = JsonMapper.shared().createObjectNode().put("priority", 300);
        template.putArray("index_patterns").add(name(day));
        var settings = template.withObject("/template/settings");
        settings.put("number_of_shards", shards).put("number_of_replicas", 0);
        template.withObject("/template/mappings")
                .put("dynamic", false)
                .withObject("/properties")
                .set(
                        "konbini",
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"properties": {"id": {"type": "keyword"},
                                                        "tenant": {"type": "keyword"}}}
                                        """));
        ((ObjectNode) template.at("/template/mappings/properties"))
                .set("@timestamp", JsonMapper.shared().readTree("{\"type\": \"date_nanos\"}"));
        SUITE.call("PUT", "/_index_template/" + SUITE.index("rebuilt"), template.toString());
        try {
            lines.run();
        } finally {
            SUITE.call("DELETE", "/_index_template/" + SUITE.index("rebuilt"), null);
        }
    }

    private void create(LocalDate day, String id, String source) {
        SUITE.call("PUT", "/" + name(day) + "/_create/" + id + "?refresh=true", source);
    }

    private String line(String id, LocalDate day, String message) {
        return "{\"konbini\":{\"id\":\"%s\",\"tenant\":\"%s\"},\"@timestamp\":\"%sT09:00:00Z\",\"message\":\"%s\"}"
                .formatted(id, tenant, day, message);
    }

    private String name(LocalDate day) {
        return SUITE.index("logs-" + tenant + "-" + DAY.format(day));
    }

    private LineIndex index(String name) {
        return lineIndices.find(name).orElseThrow();
    }

    private List<LineIndex> beside(String name) {
        return lineIndices.beside().stream().filter(one -> one.name().equals(name)).toList();
    }

    private JsonNode listed(String name) {
        return api.get(PATH)
                .path("items")
                .valueStream()
                .filter(item -> item.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private MvcTestResult rebuild(@Nullable String name) {
        return api.call(
                HttpMethod.POST, PATH + "/rebuild" + (name == null ? "" : "?index=" + name), "");
    }

    private JsonNode operation(MvcTestResult begun) {
        return operation(OperatorApi.json(begun));
    }

    private JsonNode operation(JsonNode begun) {
        var path = "/api/operations/" + begun.path("operation").asString();
        await().until(() -> {
            var found = api.call(path);
            return found.getResponse().getStatus() == 200
                    && !OperatorApi.json(found).path("state").asString().equals("running");
        });
        return api.get(path);
    }

    private int booked(String count) {
        return api.get("/api/logs/ledger?tenant=" + tenant)
                .path("items")
                .valueStream()
                .mapToInt(item -> item.path(count).asInt())
                .sum();
    }

    private void beat(String instance, String state) {
        var heartbeat =
                (ObjectNode)
                        JsonMapper.shared()
                                .readTree(new Contract("heartbeats").example("heartbeat"));
        heartbeat
                .put("service", "logging-service")
                .put("version", "0.2.0")
                .put("instance", instance)
                .put("state", state)
                .put("time", Instant.now().toString());
        SUITE.send("heartbeats", instance, Map.of(), heartbeat.toString());
    }

    private static String text(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(Suite.ELASTICSEARCH + path)).build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
