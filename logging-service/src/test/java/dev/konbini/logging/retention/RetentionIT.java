package dev.konbini.logging.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.OperatorApi;
import dev.konbini.logging.Suite;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.IndexClaims;
import dev.konbini.logging.index.IndexManagement;
import dev.konbini.logging.index.IndexTemplates;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.index.LineIndex;
import dev.konbini.logging.index.LineIndices;
import dev.konbini.logging.ledger.RemovedLines;
import dev.konbini.logging.operation.Operations;
import dev.konbini.web.access.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RetentionIT extends LoggingIT {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd");

    @Autowired Elasticsearch elasticsearch;
    @Autowired IndexTemplates templates;
    @Autowired Indices indices;
    @Autowired IndexManagement management;
    @Autowired LineIndices lineIndices;
    @Autowired IndexClaims claims;
    @Autowired Operations operations;
    @Autowired RemovedLines removedLines;
    @Autowired SharedLines sharedLines;
    @Autowired RemoveOldMonths removeOldMonths;
    @Autowired RemoveLeftIndex removeLeftIndex;
    @Autowired SettleLines settleLines;
    @Autowired RemoveOldLines removeOldLines;
    @Autowired RetentionProperties properties;
    @Autowired Lease lease;
    @Autowired Clock clock;

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final String tenant = newTenant();
    private final String other = newTenant();
    private OperatorApi api;

    @BeforeEach
    void call() {
        api = new OperatorApi(http, SUITE);
        templates.ensure();
    }

    @Test
    void housekeepingRemovesWhatIsPastItsTimeAndSettlesWhatIsOver() {
        var keepHouse =
                new KeepHouse(
                        lineIndices,
                        properties,
                        lease,
                        removeOldLines,
                        removeOldMonths,
                        removeLeftIndex,
                        settleLines,
                        Clock.fixed(clock.instant(), ZoneOffset.UTC));
        var past = keep(tenant, today.minusDays(100), tenant);
        var over = keep(tenant, today.minusDays(5), tenant);
        var now = keep(tenant, today, tenant);
        var left = Indices.rebuilt(now, clock.instant());
        management.createHidden(left);

        assertThat(keepHouse.keep()).isTrue();

        assertThat(management.names(left)).isEmpty();

        assertThat(index(past)).isNull();
        assertThat(index(over)).extracting(LineIndex::isClosedToWriting).isEqualTo(true);
        assertThat(index(now)).extracting(LineIndex::isClosedToWriting).isEqualTo(false);
        await().until(() -> segments(over) == 1);
        await().untilAsserted(() ->
                assertThat(
                                api.get("/api/operations?kind=retention.remove&q=\"" + past + "\"")
                                        .path("items"))
                        .hasSize(1));

        var overToo = keep(other, today.minusDays(5), other);
        assertThat(keepHouse.keep()).isTrue();

        assertThat(index(overToo))
                .as("once a day")
                .extracting(LineIndex::isClosedToWriting)
                .isEqualTo(false);
    }

    @Test
    void lateLineOpensADayThatIsSettled() {
        var day = today.minusDays(6);
        line(tenant, day, "early");
        var name = SUITE.index("logs-" + tenant + "-" + DAY.format(day));
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 1);
        settleLines.settle(Objects.requireNonNull(index(name)));
        assertThat(index(name)).extracting(LineIndex::isClosedToWriting).isEqualTo(true);

        line(tenant, day, "late");

        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 2);
        assertThat(index(name)).extracting(LineIndex::isClosedToWriting).isEqualTo(false);
        assertThat(api.get("/api/logs/dead-letters?tenant=" + tenant).path("items")).isEmpty();
    }

    @Test
    void ofASharedDayEachTenantsLinesAreRemovedInTheirTime() {
        var day = today.minusDays(10);
        var name = keep("shared.99", day, tenant);
        SUITE.call(
                "PUT",
                "/" + name + "/_doc/other?refresh=true",
                "{\"konbini\":{\"id\":\"other\",\"tenant\":\"%s\"}}".formatted(other));
        rebuild(name);
        management.closeToWriting(name);
        var remove = removeOldLines(asked -> Duration.ofDays(asked.equals(tenant) ? 3 : 30));

        remove.remove(Objects.requireNonNull(index(name)), Instant.now());

        assertThat(SUITE.documents("logs-shared.99-*"))
                .extracting(hit -> hit.path("_id").asString())
                .containsExactly("other");

        remove.remove(Objects.requireNonNull(index(name)), Instant.now().plus(Duration.ofDays(25)));

        assertThat(index(name)).isNull();
    }

    @Test
    void whatIsClaimedIsLeftAlone() {
        var name = keep(tenant, today.minusDays(100), tenant);
        var left = Indices.rebuilt(name, clock.instant());
        management.createHidden(left);
        var claim = claims.take(name, "rebuild").orElseThrow();
        var index = Objects.requireNonNull(index(name));

        removeOldLines.remove(index, clock.instant());
        settleLines.settle(index);
        lineIndices.beside().stream()
                .filter(one -> one.name().equals(name))
                .forEach(removeLeftIndex::remove);

        assertThat(index(name)).isEqualTo(index);
        assertThat(management.names(left)).isNotEmpty();

        claim.letGo();
        lineIndices.beside().stream()
                .filter(one -> one.name().equals(name))
                .forEach(removeLeftIndex::remove);
        removeOldLines.remove(index, clock.instant());

        assertThat(management.names(left)).isEmpty();
        assertThat(index(name)).isNull();
    }

    @Test
    void whatIsRebuiltIsThereInTheLedgerUntilItIsRemovedAndThenExpired() {
        var day = today.minusDays(20);
        line(tenant, day, "old");
        var name = SUITE.index("logs-" + tenant + "-" + DAY.format(day));
        await().untilAsserted(() -> assertThat(booked("stored")).isEqualTo(1));

        rebuild(name);

        assertThat(booked("stored")).isEqualTo(1);
        assertThat(booked("missing")).isZero();

        removeOldLines(_ -> Duration.ofDays(3))
                .remove(Objects.requireNonNull(index(name)), clock.instant());

        assertThat(index(name)).isNull();
        assertThat(SUITE.count("logs-" + tenant + "-*")).isZero();
        // What was removed can be found a moment later.
        await().untilAsserted(() -> {
            assertThat(booked("expired")).isEqualTo(1);
            assertThat(booked("missing")).isZero();
        });
    }

    @Test
    void smallTenantsShareADayAndSeeTheirOwnLinesAlone() {
        var day = Suite.sharedFrom().plusDays(2);
        line(tenant, day, "mine");
        line(other, day, "theirs");

        await().until(() ->
                SUITE.documents("logs-shared.*").stream()
                                .filter(hit ->
                                        owner(hit).equals(tenant) || owner(hit).equals(other))
                                .count()
                        == 2);

        assertThat(SUITE.count("logs-" + tenant + "-*")).isZero();
        var seen =
                http.get()
                        .uri("/api/logs")
                        .header("Authorization", "Bearer " + SUITE.token(tenant, Role.LOG_SENDER))
                        .exchange();
        assertThat(OperatorApi.json(seen).path("items"))
                .extracting(line -> line.path("message").asString())
                .containsExactly("mine");
        // Lines are booked once they are kept.
        await().untilAsserted(() ->
                assertThat(
                                api.get("/api/logs/ledger?tenant=" + tenant)
                                        .path("total")
                                        .path("stored")
                                        .asInt())
                        .isEqualTo(1));
    }

    @Test
    void monthsAndBooksPastTheirTimeAreRemoved() {
        var longAgo = LocalDate.of(2020, 1, 1);
        var months =
                List.of(
                        indices.ofEvents(longAgo),
                        indices.ofDeadLetters(longAgo),
                        indices.ofOperations(longAgo),
                        indices.ofAlertHistory(longAgo));
        months.forEach(month -> SUITE.call("PUT", "/" + month + "/_doc/1", "{}"));
        var old = Instant.now().minus(Duration.ofDays(200)).toEpochMilli();
        book("old", old);
        book("new", System.currentTimeMillis());

        removeOldMonths.remove(Instant.now());

        assertThat(months).allSatisfy(month -> assertThat(management.names(month)).isEmpty());
        assertThat(elasticsearch.document(indices.ofLedger(), tenant + "old")).isEmpty();
        assertThat(elasticsearch.document(indices.ofLedger(), tenant + "new")).isPresent();
    }

    @Test
    void oneReplicaKeepsHouseAtATime() {
        var json = JsonMapper.shared();
        var second = new Lease(elasticsearch, templates, indices, json, clock);
        var later = Clock.offset(clock, Lease.TERM.plusSeconds(1));
        var third = new Lease(elasticsearch, templates, indices, json, later);

        assertThat(lease.hold()).isTrue();
        assertThat(second.hold()).isFalse();
        assertThat(lease.hold()).isTrue();

        lease.release();
        assertThat(second.hold()).isTrue();
        assertThat(lease.hold()).isFalse();

        assertThat(third.hold()).as("after the second has died").isTrue();
        assertThat(third.settled(today.minusDays(1))).isTrue();
        third.release();
        assertThat(third.settledOn()).isEqualTo(today.minusDays(1));
        // It ends in the third one's time, which is not that of the other tests.
        SUITE.call(
                "DELETE",
                "/" + indices.ofSettings() + "/_doc/lease:housekeeping?refresh=true",
                null);
    }

    /// Makes an index of lines with one.
    private String keep(String owner, LocalDate day, String lineOf) {
        var name = SUITE.index("logs-" + owner + "-" + DAY.format(day));
        SUITE.call(
                "PUT",
                "/" + name + "/_doc/one?refresh=true",
                "{\"konbini\":{\"id\":\"one\",\"tenant\":\"%s\"}}".formatted(lineOf));
        return name;
    }

    private @Nullable LineIndex index(String name) {
        return lineIndices.find(name).orElse(null);
    }

    private RemoveOldLines removeOldLines(Retention retention) {
        return new RemoveOldLines(
                management, lineIndices, claims, retention, sharedLines, removedLines, operations);
    }

    /// Puts an index with the same lines into the place of the one called `name`.
    private void rebuild(String name) {
        var next = Indices.rebuilt(name, clock.instant());
        management.createHidden(next);
        for (var line : SUITE.documents(name.substring(SUITE.index("").length()))) {
            SUITE.call(
                    "PUT",
                    "/" + next + "/_doc/" + line.path("_id").asString() + "?refresh=true",
                    line.path("_source").toString());
        }
        management.swap(name, next, name);
    }

    private int booked(String count) {
        return api.get("/api/logs/ledger?tenant=" + tenant)
                .path("items")
                .valueStream()
                .mapToInt(item -> item.path(count).asInt())
                .sum();
    }

    private void line(String owner, LocalDate day, String message) {
        SUITE.send(
                "logs",
                owner,
                Map.of("tenant", owner),
                "{\"@timestamp\":\"%sT12:00:00Z\",\"message\":\"%s\"}".formatted(day, message));
    }

    private void book(String id, long last) {
        SUITE.call(
                "PUT",
                "/" + indices.ofLedger() + "/_doc/" + tenant + id + "?refresh=true",
                "{\"kind\":\"test\",\"last\":%d}".formatted(last));
    }

    private static String owner(JsonNode hit) {
        return hit.path("_source").path("konbini").path("tenant").asString("");
    }

    private static int segments(String name) {
        return SUITE.call("GET", "/" + name + "/_segments", null)
                .path("indices")
                .path(name)
                .path("shards")
                .path("0")
                .path(0)
                .path("num_search_segments")
                .asInt();
    }
}
