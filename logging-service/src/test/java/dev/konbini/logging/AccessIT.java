package dev.konbini.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.access.Role;
import org.junit.jupiter.api.Test;
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
                    /api/logs/elsewhere,    401, 403, 403, 403
                    /render?target=a.b&format=json, 401, 403, 403, 200
                    /metrics/find?query=*,  401, 403, 403, 200
                    /metrics/expand?query=*, 401, 403, 403, 200
                    /metrics/index.json,    401, 403, 403, 200
                    /functions,             401, 403, 403, 200
                    /functions/sumSeries,   401, 403, 403, 200
                    /tags/autoComplete/tags, 401, 403, 403, 200
                    /version,               401, 403, 403, 200
                    /v1/metrics,            401, 403, 403, 403
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
    @CsvSource({"/api/logs", "/api/instances"})
    void nobodyWrites(String path) {
        assertThat(http.post().uri(path).header("Authorization", bearer(Role.OPERATOR)))
                .hasStatus(403);
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

    private static String bearer(Role role) {
        return "Bearer " + SUITE.token("konbini", role);
    }
}
