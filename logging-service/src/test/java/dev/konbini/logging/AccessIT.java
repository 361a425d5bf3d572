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
                    /api/logs/fields,       401, 403, 200, 200
                    /api/logs/context?id=x, 401, 403, 404, 404
                    /api/logs/export,       401, 403, 200, 200
                    /api/logs/patterns,     401, 403, 200, 200
                    /api/logs/searches,     401, 403, 200, 200
                    /api/logs/searches/x,   401, 403, 404, 404
                    /api/timeline/orders/x, 401, 403, 403, 404
                    /api/instances,         401, 403, 403, 200
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

    @ParameterizedTest
    @CsvSource({"SHOPPER, 403", "LOG_SENDER, 404", "OPERATOR, 404"})
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
