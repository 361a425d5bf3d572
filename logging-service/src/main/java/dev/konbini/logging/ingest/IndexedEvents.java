package dev.konbini.logging.ingest;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Says of each order event that it is indexed now, in the trace in which it happened, so that the
/// order's timeline shows its way to the end.
///
/// There is no such thing for log lines: it would be a line for each line, without end.
@Component
final class IndexedEvents {

    private static final Logger LOG = LoggerFactory.getLogger(IndexedEvents.class);

    private final ObjectProvider<Tracer> tracer;
    private final ObjectProvider<Propagator> propagator;

    IndexedEvents(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    void add(OrderEvent event) {
        var tracer = this.tracer.getIfAvailable();
        var propagator = this.propagator.getIfAvailable();
        if (tracer == null || propagator == null || event.traceparent() == null) {
            log(event);
            return;
        }
        var span =
                propagator
                        .extract(Map.of("traceparent", event.traceparent()), Map::get)
                        .name("index event")
                        .start();
        try (var _ = tracer.withSpan(span)) {
            log(event);
        } finally {
            span.end();
        }
    }

    private static void log(OrderEvent event) {
        LOG.info("Indexed {} of order {}", event.type(), event.orderId());
    }
}
