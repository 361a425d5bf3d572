package dev.konbini.gateway.problem;

import io.micrometer.tracing.Tracer;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Tells the trace that the current request belongs to.
@Component
final class CurrentTrace {

    private final ObjectProvider<Tracer> tracer;

    CurrentTrace(ObjectProvider<Tracer> tracer) {
        this.tracer = tracer;
    }

    /// Its id, empty where the request is not traced.
    Optional<String> id() {
        return Optional.ofNullable(tracer.getIfAvailable())
                .flatMap(available -> Optional.ofNullable(available.currentSpan()))
                .map(span -> span.context().traceId());
    }
}
