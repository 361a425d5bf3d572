package dev.konbini.logging.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Api;
import dev.konbini.logging.LoggingIT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/// Whatever is sent, each document is afterwards found by its id or among the dead letters, and
/// what stands between them is as if they were not there.
class HostileStreamIT extends LoggingIT {

    private static final int DOCUMENTS = 1500;

    @Autowired IngestHealth health;

    /// One, and another where `-Dkonbini.test.seed=NUMBER` names it.
    static List<Long> seeds() {
        return Stream.of(20_261_122L, Long.getLong("konbini.test.seed", 20_261_122L))
                .distinct()
                .toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyDocumentIsFoundOrADeadLetterWithAReason(long seed) {
        var tenant = newTenant();
        var hostile = new HostileLines(seed);
        var sent = new HashMap<String, String>();
        for (var i = 0; i < DOCUMENTS; i++) {
            var json = hostile.next();
            sent.put("h" + i, json);
            send(tenant, "h" + i, json);
            if (i % 10 == 0) {
                send(
                        tenant,
                        "good" + i,
                        "{\"message\":\"good\",\"order\":{\"id\":%d}}".formatted(i));
            }
        }
        SUITE.flush();
        var good = DOCUMENTS / 10;
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        SUITE.count("logs-" + tenant + "-*") + letters(tenant).size()
                                >= DOCUMENTS + good);

        var letters = letters(tenant);
        var api = Api.of(http, SUITE, tenant);
        var found = ids(api, "");
        var all = new TreeSet<>(found);
        all.addAll(letters.keySet());
        assertThat(all).as("seed %d", seed).hasSize(DOCUMENTS + good);
        assertThat(found).doesNotContainAnyElementsOf(letters.keySet());
        assertThat(letters.values()).allMatch(reason -> !reason.isBlank());
        // What is JSON in every respect but its meaning is never a dead letter.
        assertThat(letters.values())
                .allMatch(reason ->
                        List.of("empty", "malformed-json", "too-complex").contains(reason));
        assertThat(ids(api, "good")).hasSize(good);
        for (var id : List.of("h7", "h77", "h777")) {
            assertThat(api.ids("/api/logs?q=konbini.id:" + id))
                    .as(sent.get(id))
                    .hasSize(letters.containsKey(id) ? 0 : 1);
        }
        assertThat(Api.text(api.get("/api/logs/export")).lines())
                .hasSize(found.size())
                .allMatch(line -> JsonMapper.shared().readTree(line).isObject());
        assertThat(
                        api.json("/api/logs/fields?size=100&from=now-60d&to={to}", "now+60d")
                                .path("items")
                                .size())
                .isGreaterThan(20);
        assertThat(health.health().getDetails()).containsEntry("lines", "flowing");
    }

    @Test
    void megabyteIsKeptAndWhatIsLargerIsADeadLetter() {
        var tenant = newTenant();
        send(
                tenant,
                "large",
                "{\"message\":\"first\",\"x\":\"%s\"}".formatted("y".repeat(950_000)));
        send(tenant, "wide", wide());
        SUITE.flush();

        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 2);
        var api = Api.of(http, SUITE, tenant);
        assertThat(api.ids("/api/logs?q=first AND x:yyy*")).containsExactly("large");
        assertThat(api.ids("/api/logs?q=k7:7")).containsExactly("wide");
        assertThat(api.ids("/api/logs?q=konbini.flags:cut"))
                .containsExactlyInAnyOrder("large", "wide");
    }

    private static String wide() {
        var json = new StringBuilder("{\"k\":0");
        for (var i = 0; i < 10_000; i++) {
            json.append(",\"k").append(i).append("\":").append(i);
        }
        return json.append('}').toString();
    }

    private static List<String> ids(Api api, String query) {
        var ids = new ArrayList<String>();
        var after = "";
        do {
            var page =
                    after.isEmpty()
                            ? api.json("/api/logs?size=500&q={q}", query)
                            : api.json("/api/logs?size=500&q={q}&after={after}", query, after);
            page.path("items").forEach(line -> ids.add(Api.id(line)));
            after = page.path("next").asString("");
        } while (!after.isEmpty());
        return ids;
    }

    /// The reasons of a tenant's dead letters, by the id that the sender gave.
    private static Map<String, String> letters(String tenant) {
        var letters = new HashMap<String, String>();
        for (var record : SUITE.records("dead-letters")) {
            var text = new String(record.value(), StandardCharsets.UTF_8);
            if (text.contains(tenant)) {
                var letter = JsonMapper.shared().readTree(text);
                letters.put(
                        letter.path("record").path("headers").path("id").asString(),
                        letter.path("reason").path("type").asString());
            }
        }
        return letters;
    }

    private static void send(String tenant, String id, String json) {
        SUITE.sendLater("logs", id, Map.of("tenant", tenant, "id", id), json);
    }
}
