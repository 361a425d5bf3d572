package dev.konbini.logging.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

class IndexClaimsIT extends LoggingIT {

    private static final Duration LAPSE = IndexClaims.TERM.plusSeconds(1);

    @Autowired Elasticsearch elasticsearch;
    @Autowired IndexManagement management;
    @Autowired IndexTemplates templates;
    @Autowired Indices indices;
    @Autowired LineIndices lineIndices;
    @Autowired IndexClaims claims;
    @Autowired Clock clock;

    private final String tenant = newTenant();
    private final LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(5);
    private final String name =
            SUITE.index(
                    "logs-" + tenant + "-" + DateTimeFormatter.ofPattern("uuuu.MM.dd").format(day));

    @Test
    void indexIsOnesAtATime() {
        var claim = claims.take(name, "one").orElseThrow();

        assertThat(claims.take(name, "other")).isEmpty();
        assertThat(claims.change(name, "other", _ -> {})).isFalse();
        assertThat(claims.of("one")).contains(name);
        assertThat(claims.of("other")).doesNotContain(name);
        claim.hold();

        claim.letGo();

        assertThat(claims.of("one")).doesNotContain(name);
        assertThat(claims.change(name, "other", _ -> {})).isTrue();
        assertThat(claims.take(name, "other")).isPresent();
    }

    @Test
    void claimThatLapsedIsAnybodysAndItsHolderIsToldSo() {
        var dead = at(clock).take(name, "one").orElseThrow();
        var later = at(Clock.offset(clock, LAPSE));

        var next = later.take(name, "other").orElseThrow();

        assertThat(later.isSure(next)).isTrue();
        assertThat(later.isSure(dead)).isFalse();
        assertThat(later.renew(dead)).isFalse();
        later.letGo(dead);
        assertThat(later.take(name, "third")).isEmpty();
    }

    @Test
    void claimThatLapsedAndThatNobodyTookIsHeldOn() {
        var claim = at(clock).take(name, "one").orElseThrow();
        var later = at(Clock.offset(clock, LAPSE));

        assertThat(later.isSure(claim)).isFalse();
        assertThat(later.renew(claim)).isTrue();
        assertThat(later.isSure(claim)).isTrue();
        assertThat(claims.take(name, "other")).isEmpty();
    }

    @Test
    void changeOfUnknownOutcomeKeepsOthersOutUntilItsClaimLapses() {
        assertThatThrownBy(() ->
                        claims.change(
                                name,
                                "one",
                                _ -> {
                                    throw new ElasticsearchUnavailable("test", null);
                                }))
                .isInstanceOf(ElasticsearchUnavailable.class);

        assertThat(claims.take(name, "other")).isEmpty();
        assertThat(at(Clock.offset(clock, LAPSE)).take(name, "other")).isPresent();
    }

    @Test
    void lateLinesWaitForWhoHasClaimedTheirIndex() {
        line("early");
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 1);
        var claim = claims.take(name, "test").orElseThrow();
        management.closeToWriting(name);

        line("late");

        await().during(Duration.ofSeconds(1))
                .until(() ->
                        SUITE.count("logs-" + tenant + "-*") == 1
                                && lineIndices.find(name).orElseThrow().isClosedToWriting());

        claim.letGo();

        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 2);
        assertThat(lineIndices.find(name).orElseThrow().isClosedToWriting()).isFalse();
        assertThat(SUITE.documents("dead-letters-*"))
                .noneMatch(letter -> letter.toString().contains(tenant));
    }

    @Test
    void lateLinesDoNotWaitForWhoHasDied() {
        line("early");
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 1);
        assertThat(at(Clock.offset(clock, LAPSE.negated())).take(name, "test")).isPresent();
        management.closeToWriting(name);

        line("late");

        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 2);
    }

    private IndexClaims at(Clock time) {
        return new IndexClaims(elasticsearch, templates, indices, JsonMapper.shared(), time);
    }

    private void line(String message) {
        SUITE.send(
                "logs",
                tenant,
                Map.of("tenant", tenant),
                "{\"@timestamp\":\"%sT12:00:00Z\",\"message\":\"%s\"}".formatted(day, message));
    }
}
