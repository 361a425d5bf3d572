package dev.konbini.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.access.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessIT extends LoggingIT {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    /api/logs,              401, 403, 200, 200
                    /api/logs/histogram,    401, 403, 200, 200
                    /api/logs/tail?lastEventId=x, 401, 403, 400, 400
                    /api/timeline/orders/x, 401, 403, 403, 404
                    /api/instances,         401, 403, 403, 200
                    /api/alerts,            401, 403, 403, 200
                    /api/alerts/x,          401, 403, 403, 404
                    /api/alerts/x/history,  401, 403, 403, 200
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
    @CsvSource({"/api/logs", "/api/instances"})
    void nobodyWrites(String path) {
        assertThat(http.post().uri(path).header("Authorization", bearer(Role.OPERATOR)))
                .hasStatus(403);
    }

    private static String bearer(Role role) {
        return "Bearer " + SUITE.token("konbini", role);
    }
}
