package dev.konbini.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.access.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class AccessIT extends LoggingIT {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    /api/logs,              401, 403, 200, 200
                    /api/logs/histogram,    401, 403, 200, 200
                    /api/timeline/orders/x, 401, 403, 403, 404
                    /api/instances,         401, 403, 403, 200
                    /api/tenants/shop,      401, 403, 403, 200
                    /api/logs/elsewhere,    401, 403, 403, 403
                    /actuator/env,          401, 403, 403, 403
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
        assertThat(http.post().uri(path).header("Authorization", bearer(Role.OPERATOR)))
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

    private static String bearer(Role role) {
        return "Bearer " + SUITE.token("konbini", role);
    }
}
