package dev.konbini.logging.query;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.web.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Who exports from this replica at the moment. How long one takes is up to its client, who may
/// read as slowly as they like.
@Component
final class ExportPlaces {

    private static final String OPERATORS = "";
    private static final String RETRY_AFTER_SECONDS = "10";

    private final ExportProperties properties;
    private final Map<String, Integer> ofTenant = new HashMap<>();
    private int taken;

    ExportPlaces(ExportProperties properties) {
        this.properties = properties;
    }

    /// Takes a place, until it is closed.
    ///
    /// @throws ProblemException too-many-exports
    synchronized Place take(Scope scope) {
        var tenant = Objects.requireNonNullElse(scope.tenant(), OPERATORS);
        if (taken >= properties.atOnce()
                || ofTenant.getOrDefault(tenant, 0) >= properties.atOnceOfTenant()) {
            throw new ProblemException(
                            LoggingProblem.TOO_MANY_EXPORTS,
                            "As many export as may. Read an export to its end, or try again later.")
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        taken++;
        ofTenant.merge(tenant, 1, Integer::sum);
        return () -> leave(tenant);
    }

    private synchronized void leave(String tenant) {
        taken--;
        ofTenant.computeIfPresent(tenant, (any, count) -> count == 1 ? null : count - 1);
    }

    /// One export's, closed once.
    interface Place extends AutoCloseable {

        @Override
        void close();
    }
}
