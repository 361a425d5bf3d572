package dev.konbini.gateway.problem;

import io.micrometer.tracing.Tracer;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells the trace that the current request belongs to.
@Component
final class CurrentTrace {

    private final Optional<Tracer> tracer;

    CurrentTrace(Optional<Tracer> tracer) {
        this.tracer = tracer;
    }

    /// Its id, empty where the request is not traced.
    Optional<String> id() {
        return tracer.map(Tracer::currentSpan).map(span -> span.context().traceId());
    }
}
