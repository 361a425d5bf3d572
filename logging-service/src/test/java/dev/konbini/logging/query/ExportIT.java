package dev.konbini.logging.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Api;
import dev.konbini.logging.LoggingIT;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportIT extends LoggingIT {

    /// More than two pages.
    private static final int LINES = 2345;

    private final String tenant = newTenant();

    @Autowired private ExportPlaces places;
    @Autowired private ExportProperties properties;

    @BeforeAll
    void keepLines() {
        for (var i = 0; i < LINES; i++) {
            // Ten of each instant, so that pages end between lines of the same time.
            SUITE.sendLater(
                    "logs",
                    "k" + i % 7,
                    Map.of("tenant", tenant, "id", "l%05d".formatted(i)),
                    "{\"@timestamp\":\"2026-11-22T10:00:00.%09dZ\",\"message\":\"=line, \\\"%d\\\"\",\"n\":%d}"
                            .formatted(i / 10, i, -i));
        }
        SUITE.flush();
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == LINES);
    }

    @ParameterizedTest
    @CsvSource({"oldest, false", "newest, true"})
    void everyLineIsGivenOnceInOrder(String order, boolean descending) {
        var answer = mine().get("/api/logs/export?order={order}", order);

        var wanted =
                IntStream.range(0, LINES)
                        .mapToObj(i -> "l%05d".formatted(descending ? LINES - 1 - i : i))
                        .toList();
        assertThat(rows(answer))
                .extracting(row -> JsonMapper.shared().readTree(row).path("id").asString())
                .isEqualTo(wanted);
        assertThat(answer).headers().hasValue("Konbini-Lines", String.valueOf(LINES));
        assertThat(answer).hasContentType("application/x-ndjson;charset=UTF-8");
    }

    @Test
    void csvHasTheColumnsThatAreAskedFor() {
        var answer = mine().get("/api/logs/export?format=csv&fields=id,message,n,none&q=n:\"-17\"");

        assertThat(Api.text(answer))
                .isEqualTo("id,message,n,none\r\nl00017,\"'=line, \"\"17\"\"\",-17,\r\n");
        assertThat(answer).hasContentType("text/csv;charset=UTF-8");
    }

    @Test
    void ndjsonIsNarrowedToFields() {
        var answer = mine().get("/api/logs/export?fields=n&q=konbini.id:l00003");

        assertThat(Api.text(answer)).isEqualTo("{\"n\":-3}\n");
    }

    @Test
    void nothingIsAnEmptyAnswer() {
        var answer = mine().get("/api/logs/export?q=nothing");

        assertThat(Api.text(answer)).isEmpty();
        assertThat(answer).headers().hasValue("Konbini-Lines", "0");
        assertThat(
                        Api.text(
                                        Api.of(http, SUITE, newTenant())
                                                .get("/api/logs/export?format=csv"))
                                .lines())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"format=xml", "order=random", "q=a:(", "from=yesterday", "fields=,a"})
    void whatCannotBeExportedIsRefusedBeforeAnythingIsWritten(String query) {
        var answer = mine().get("/api/logs/export?" + query);

        assertThat(answer).hasStatus(400).hasContentType("application/problem+json");
    }

    @Test
    void whoeverExportsBesideAsManyAsMayIsToldToComeBack() {
        var taken = new ArrayList<ExportPlaces.Place>();
        for (var i = 0; i < properties.atOnceOfTenant(); i++) {
            taken.add(places.take(new Scope(tenant)));
        }

        var refused = mine().get("/api/logs/export");
        taken.forEach(ExportPlaces.Place::close);

        assertThat(refused).hasStatus(429).headers().hasValue("Retry-After", "10");
        assertThat(Api.text(refused)).contains("/problems/too-many-exports");
        // Each gives its place back, also where it is refused.
        for (var i = 0; i < properties.atOnceOfTenant(); i++) {
            assertThat(mine().get("/api/logs/export?q=nothing")).hasStatusOk();
            assertThat(mine().get("/api/logs/export?q=a:(")).hasStatus(400);
        }
        assertThat(mine().get("/api/logs/export?q=nothing")).hasStatusOk();
    }

    private static List<String> rows(
            org.springframework.test.web.servlet.assertj.MvcTestResult answer) {
        return Api.text(answer).lines().toList();
    }

    private Api mine() {
        return Api.of(http, SUITE, tenant);
    }
}
