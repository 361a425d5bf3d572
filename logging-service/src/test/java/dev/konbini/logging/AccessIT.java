package dev.konbini.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.membership.Instances;
import dev.konbini.web.access.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class AccessIT extends LoggingIT {

    @Autowired Instances instances;
    @LocalServerPort int port;

    /// Before that nobody is told who lives.
    @BeforeEach
    void awaitHeartbeats() {
        await().until(() -> instances.view().asOf() != null);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    /api/logs,              401, 403, 200, 200
                    /api/logs/histogram,    401, 403, 200, 200
                    /api/logs/tail?lastEventId=x, 401, 403, 400, 400
                    /api/logs/fields,       401, 403, 200, 200
                    /api/logs/context?id=x, 401, 403, 404, 404
                    /api/logs/export,       401, 403, 200, 200
                    /api/logs/patterns,     401, 403, 200, 200
                    /api/logs/searches,     401, 403, 200, 200
                    /api/logs/searches/x,   401, 403, 404, 404
                    /api/timeline/orders/x, 401, 403, 403, 404
                    /api/instances,         401, 403, 403, 200
                    /api/operations,        401, 403, 403, 200
                    /api/operations/x,      401, 403, 403, 404
                    /api/logs/ledger,       401, 403, 403, 200
                    /api/logs/dead-letters, 401, 403, 403, 200
                    /api/log-indices,       401, 403, 403, 200
                    /v1/catalog/service/x,  401, 403, 403, 200
                    /v1/agent/members,      404, 404, 404, 404
                    /api/alerts,            401, 403, 403, 200
                    /api/alerts/x,          401, 403, 403, 404
                    /api/alerts/x/history,  401, 403, 403, 200
                    /api/tenants/shop,      401, 403, 403, 200
                    /api/tenants/shop/staging/diff, 401, 403, 403, 422
                    /api/logs/elsewhere,    404, 404, 404, 404
                    /render?target=a.b&format=json, 401, 403, 403, 200
                    /metrics/find?query=*,  401, 403, 403, 200
                    /metrics/expand?query=*, 401, 403, 403, 200
                    /metrics/index.json,    401, 403, 403, 200
                    /functions,             401, 403, 403, 200
                    /functions/sumSeries,   401, 403, 403, 200
                    /tags/autoComplete/tags, 401, 403, 403, 200
                    /version,               401, 403, 403, 200
                    /v1/metrics,            405, 405, 405, 405
                    /actuator/env,          404, 404, 404, 404
                    """)
    void endpointIsForItsRolesAlone(String path, int guest, int shopper, int sender, int operator) {
        assertThat(http.get().uri(path)).hasStatus(guest);
        assertThat(http.get().uri(path).header("Authorization", bearer(Role.SHOPPER)))
                .hasStatus(shopper);
        assertThat(http.get().uri(path).header("Authorization", bearer(Role.LOG_SENDER)))
                .hasStatus(sender);
        assertThat(http.get().uri(path).header("Authorization", bearer(Role.OPERATOR)))
                .hasStatus(operator);
    }

    @ParameterizedTest
    @CsvSource({"/api/logs/histogram", "/api/tenants/shop", "/api/instances"})
    void nobodyWrites(String path) {
        assertThat(http.post().uri(path)).hasStatus(405);
        var operator = http.post().uri(path).header("Authorization", bearer(Role.OPERATOR));
        assertThat(operator).hasStatus(405).headers().containsHeader("Allow");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/logs,           application/json",
        "/api/logs/tail,      text/event-stream",
        "/api/logs/export,    application/x-ndjson"
    })
    void headIsForWhomGetIsFor(String path, String type) {
        assertThat(http.head().uri(path)).hasStatus(401);
        var sender = http.head().uri(path).header("Authorization", bearer(Role.LOG_SENDER));
        assertThat(sender).hasStatusOk().hasContentTypeCompatibleWith(type);
    }

    /// Tomcat alone refuses it, whom a mock does not ask.
    @Test
    void longHeaderIsReadAndWhatTheServerItselfRefusesIsAProblem() throws Exception {
        var server = URI.create("http://127.0.0.1:" + port);
        var tail =
                HttpRequest.newBuilder(server.resolve("/api/logs/tail"))
                        .header("Authorization", bearer(Role.OPERATOR))
                        .header("Last-Event-ID", "x".repeat(8000));
        var slash = HttpRequest.newBuilder(server.resolve("/api/alerts/a%2Fb"));

        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(tail.build(), BodyHandlers.ofString()).body())
                    .contains("invalid-request", "\"lastEventId\"", "traceId");
            assertThat(client.send(slash.build(), BodyHandlers.ofString()).body())
                    .contains("invalid-request", "%2F", "traceId");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/operations",
        "PUT,  /api/operations/x",
        "POST, /api/logs/dead-letters/redrive",
        "POST, /api/log-indices/rebuild",
    })
    void onlyOperatorsWrite(HttpMethod method, String path) {
        var body = http.method(method).uri(path).contentType(MediaType.APPLICATION_JSON);

        assertThat(body.content("{}")).hasStatus(401);
        assertThat(body.content("{}").header("Authorization", bearer(Role.LOG_SENDER)))
                .hasStatus(403);
    }

    @ParameterizedTest
    @CsvSource({"/api/logs, 202, application/x-ndjson", "/v1/logs, 200, application/x-protobuf"})
    void doorIsForSendersAndForOperatorsWhoSayWhoseLinesTheyBring(
            String path, int taken, String type) {
        assertThat(http.post().uri(path).header("Content-Type", type)).hasStatus(401);
        assertThat(post(path, type, Role.SHOPPER)).hasStatus(403);
        assertThat(post(path, type, Role.LOG_SENDER)).hasStatus(taken);
        assertThat(post(path + "?tenant=konbini", type, Role.LOG_SENDER)).hasStatus(taken);
        assertThat(post(path + "?tenant=other", type, Role.LOG_SENDER)).hasStatus(403);
        assertThat(post(path + "?tenant=other", type, Role.OPERATOR)).hasStatus(taken);
    }

    @ParameterizedTest
    @CsvSource({"SHOPPER", "LOG_SENDER"})
    void tenantsAreSetByOperatorsAlone(Role role) {
        assertThat(
                        http.put()
                                .uri("/api/tenants/konbini")
                                .header("Authorization", bearer(role))
                                .header("Content-Type", "application/json")
                                .content("{}"))
                .hasStatus(403);
    }

    private MvcTestResult post(String path, String type, Role role) {
        return http.post()
                .uri(path)
                .header("Content-Type", type)
                .header("Authorization", bearer(role))
                .exchange();
    }

    @Test
    void metricsAreTakenFromSendersAlone() {
        assertThat(metrics(Role.OPERATOR)).hasStatus(403);
        assertThat(metrics(Role.SHOPPER)).hasStatus(403);
        assertThat(metrics(Role.LOG_SENDER)).hasStatus(200);
    }

    private MvcTestResult metrics(Role role) {
        return http.post()
                .uri("/v1/metrics")
                .contentType("application/json")
                .content("{}")
                .header("Authorization", bearer(role))
                .exchange();
    }

    @ParameterizedTest
    @CsvSource({"SHOPPER, 403", "LOG_SENDER, 204", "OPERATOR, 204"})
    void savedSearchIsForItsOwnersToDelete(Role role, int status) {
        assertThat(
                        http.delete()
                                .uri("/api/logs/searches/none")
                                .header("Authorization", bearer(role)))
                .hasStatus(status);
    }

    private static String bearer(Role role) {
        return "Bearer " + SUITE.token("konbini", role);
    }
}
