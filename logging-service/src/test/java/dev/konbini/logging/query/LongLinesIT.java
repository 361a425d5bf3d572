package dev.konbini.logging.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Api;
import dev.konbini.logging.LoggingIT;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/// Lines of which the service's memory would not hold as many as are asked for.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongLinesIT extends LoggingIT {

    private static final int LINES = 23;
    private static final int LENGTH = 900_000;

    private final String tenant = newTenant();

    @Autowired private ExportLines exportLines;

    @BeforeAll
    void keepLines() {
        var message = "long ".repeat(LENGTH / 5);
        for (var i = 0; i < LINES; i++) {
            SUITE.send(
                    "logs",
                    "key",
                    Map.of("tenant", tenant, "id", "l%02d".formatted(i)),
                    "{\"@timestamp\":\"2026-11-22T10:00:00.%03dZ\",\"message\":\"%s\"}"
                            .formatted(i, message));
        }
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == LINES);
    }

    @Test
    void pagesAreShorterAndHaveEachLineOnce() {
        var ids = new ArrayList<String>();
        var pages = new ArrayList<Integer>();
        var after = "";
        do {
            var page = mine().json("/api/logs?size={size}" + after, LINES);
            var items = page.path("items");
            items.forEach(line -> ids.add(Api.id(line)));
            pages.add(items.size());
            after = page.path("next").isString() ? "&after=" + page.path("next").asString() : "";
        } while (!after.isEmpty());

        assertThat(ids).isEqualTo(all().toList().reversed());
        assertThat(pages).hasSizeGreaterThan(LINES * LENGTH / 5_000_000).doesNotContain(0);
    }

    @Test
    void anExportHasThemAll() {
        var rows = Api.text(mine().get("/api/logs/export?fields=id&order=oldest")).lines();

        assertThat(rows.map(row -> JsonMapper.shared().readTree(row).path("id").asString()))
                .containsExactlyElementsOf(all().toList());
    }

    @Test
    void anExportHoldsOneOfThemAtATime() throws IOException {
        var filter =
                new LineFilter(new Scope(tenant), null, null, null, List.of(), List.of(), null);
        var pages = new ArrayList<Integer>();

        exportLines.export(
                filter,
                ExportLines.Order.OLDEST,
                new ExportLines.Sink() {

                    private int held;

                    @Override
                    public void begin(long lines) {
                        assertThat(lines).isEqualTo(LINES);
                    }

                    @Override
                    public void line(LogLine line) {
                        held++;
                    }

                    @Override
                    public void send(boolean last) {
                        pages.add(held);
                        held = 0;
                    }
                });

        assertThat(pages).hasSize(LINES).containsOnly(1);
    }

    @Test
    void aContextHasTheNearest() {
        var context = mine().json("/api/logs/context?id=l10&before=10&after=10");

        assertThat(context.path("before").valueStream().map(Api::id).toList())
                .isNotEmpty()
                .isSubsetOf(all().toList())
                .endsWith("l09");
        assertThat(context.path("after").valueStream().map(Api::id).toList())
                .isNotEmpty()
                .startsWith("l11");
    }

    @Test
    void patternsAreThoseOfASmallerSample() {
        var patterns =
                mine().json("/api/logs/patterns?from=2026-11-22T00:00:00Z&to=2026-11-23T00:00:00Z");

        assertThat(patterns.path("lines").asInt()).isEqualTo(LINES);
        assertThat(patterns.path("sampled").asInt()).isBetween(1, LINES - 1);
        assertThat(patterns.path("items").get(0).path("estimated").asInt()).isEqualTo(LINES);
    }

    private static Stream<String> all() {
        return IntStream.range(0, LINES).mapToObj("l%02d"::formatted);
    }

    private Api mine() {
        return Api.of(http, SUITE, tenant);
    }
}
