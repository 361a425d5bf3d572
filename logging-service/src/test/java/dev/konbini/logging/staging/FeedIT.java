package dev.konbini.logging.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Api;
import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.OperatorApi;
import dev.konbini.logging.staging.kafka.StagingFeed;
import dev.konbini.logging.tenant.Tenants;
import dev.konbini.web.access.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

class FeedIT extends LoggingIT {

    private static final String SECRETS =
            "password=hunter2 card 4111 1111 1111 1111 of ada@example.com at 10.1.2.3";

    @Autowired StagingFeed feed;
    @Autowired Tenants tenants;
    @Autowired MeterRegistry metrics;

    private final String tenant = newTenant();

    @Test
    void exactlyTheChosenTracesArriveWholeAndMasked() {
        slice("{\"percent\":50}");
        var other = newTenant();
        var chosen = new HashSet<String>();
        var places = new HashSet<String>();
        for (var i = 0; i < 120; i++) {
            var trace = "%032x".formatted(i % 20 + 1);
            var place =
                    SUITE.send(
                            "logs",
                            "till-" + i,
                            Map.of("tenant", tenant, "id", "line-" + i),
                            line(SECRETS, trace));
            SUITE.sendLater("logs", "till-" + i, Map.of("tenant", other), line(SECRETS, trace));
            if (Choice.takes(tenants.of(tenant).staging(), parsed(place), trace)) {
                chosen.add(trace);
                places.add(place);
            }
        }
        SUITE.flush();

        var fed = awaitFed(places.size());

        assertThat(chosen).hasSizeBetween(1, 19);
        assertThat(fed).extracting(Fed::origin).containsExactlyInAnyOrderElementsOf(places);
        assertThat(fed)
                .allSatisfy(one -> {
                    assertThat(chosen).contains(one.line().path("trace").path("id").asString());
                    assertThat(one.header("id")).startsWith("line-");
                    assertThat(one.text())
                            .contains("[masked:secret]", "[masked:card]", "[masked:email]")
                            .doesNotContain("hunter2", "4111", "ada@", "10.1.2.3");
                });
        assertThat(Fed.of(SUITE, other)).isEmpty();
    }

    @Test
    void productionIsAsItWouldBeWithoutStaging() {
        slice("{\"percent\":100}");

        for (var i = 0; i < 10; i++) {
            SUITE.send("logs", "till", Map.of("tenant", tenant), line(SECRETS, "t" + i));
        }

        awaitFed(10);
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 10);
        assertThat(SUITE.documents("logs-" + tenant + "-*"))
                .allSatisfy(hit -> {
                    assertThat(hit.path("_source").path("message").asString()).isEqualTo(SECRETS);
                    assertThat(hit.path("_source").path("konbini").has("origin")).isFalse();
                });
    }

    @Test
    void partitionThatIsNamedIsFedWholeAndNoOther() {
        slice("{\"partitions\":[1]}");
        var ofOne = new ArrayList<String>();
        for (var i = 0; i < 30; i++) {
            var place = SUITE.send("logs", "k" + i, Map.of("tenant", tenant), line("x", "t" + i));
            if (parsed(place).partition() == 1) {
                ofOne.add(place);
            }
        }

        var fed = awaitFed(ofOne.size());

        assertThat(ofOne).hasSizeBetween(1, 29);
        assertThat(fed).extracting(Fed::origin).containsExactlyInAnyOrderElementsOf(ofOne);
        assertThat(fed).allMatch(one -> one.record().partition() == 1);
    }

    @Test
    void noLineIsMissingAfterARestart() {
        slice("{\"percent\":100}");
        var places = new ArrayList<>(send(50));
        awaitFed(50);

        feed.stop();
        places.addAll(send(50));
        feed.start();
        places.addAll(send(50));

        await().until(() -> origins().containsAll(places));
        assertThat(origins()).hasSize(150);
    }

    @Test
    void lineThatCameThroughTheDoorIsGivenAsItCame() {
        slice("{\"percent\":100}");
        var text = "Nov 25 19:59:58 shop-1 sshd[812]: Failed password for root";

        assertThat(
                        http.post()
                                .uri("/api/logs")
                                .header(
                                        "Authorization",
                                        "Bearer " + SUITE.token(tenant, Role.LOG_SENDER))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        "[{\"message\":\"%s\",\"till\":3,\"till\":4}]"
                                                .formatted(text)))
                .hasStatus(202);

        var fed = awaitFed(1).getFirst();
        assertThat(fed.line()).hasToString("{\"till\":[3,4],\"message\":\"%s\"}".formatted(text));
        assertThat(fed.header("arrival")).isNotNull();
        assertThat(fed.header("source")).isEqualTo("http");
        assertThat(fed.header("flags")).isEqualTo("duplicate");
        // What production made of it, so that the test cannot pass where nothing is read.
        await().untilAsserted(() ->
                assertThat(Api.of(http, SUITE, tenant).ids("/api/logs?q=host.name:shop-1"))
                        .hasSize(1));
    }

    @Test
    void whatIsNoJsonStaysWhereItIs() {
        slice("{\"percent\":100}");
        var before = count("unmaskable");

        SUITE.send("logs", "k", Map.of("tenant", tenant), "{\"message\":\"password=hunter2");
        SUITE.send("logs", "k", Map.of("tenant", tenant), "[\"password=hunter2\"]");
        send(1);

        awaitFed(1);
        await().untilAsserted(() -> assertThat(count("unmaskable")).isEqualTo(before + 2));
    }

    @Test
    void lineThatWasFedIsNotFedOn() {
        slice("{\"percent\":100}");

        SUITE.send("logs", "k", Map.of("tenant", tenant, "origin", "x.logs-0-1"), line("x", "t"));
        var place = SUITE.send("logs", "k", Map.of("tenant", tenant), line("y", "t"));

        assertThat(awaitFed(1)).extracting(Fed::origin).containsExactly(place);
    }

    private List<String> send(int count) {
        var places = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            places.add(
                    SUITE.send("logs", "till-" + i, Map.of("tenant", tenant), line("x", "t" + i)));
        }
        return places;
    }

    private Set<String> origins() {
        var origins = new HashSet<String>();
        Fed.of(SUITE, tenant).forEach(fed -> origins.add(String.valueOf(fed.origin())));
        return origins;
    }

    private List<Fed> awaitFed(int count) {
        await().until(() -> Fed.of(SUITE, tenant).size() >= count);
        return Fed.of(SUITE, tenant);
    }

    private void slice(String staging) {
        assertThat(
                        new OperatorApi(http, SUITE)
                                .call(
                                        HttpMethod.PUT,
                                        "/api/tenants/" + tenant,
                                        "{\"staging\":%s}".formatted(staging)))
                .hasStatus(201);
    }

    private double count(String outcome) {
        return metrics.get("konbini.staging.lines").tag("outcome", outcome).counter().count();
    }

    private static Place parsed(String place) {
        return Place.parse(place).orElseThrow();
    }

    private static String line(String message, String trace) {
        return "{\"message\":\"%s\",\"trace\":{\"id\":\"%s\"}}".formatted(message, trace);
    }
}
