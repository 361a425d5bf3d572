package dev.konbini.transaction.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Reads the current trace, and lets later work carry on an earlier one.
@Component
public final class Traces {

    private final Tracer tracer;

    Traces(ObjectProvider<Tracer> tracer) {
        this.tracer = tracer.getIfAvailable(() -> Tracer.NOOP);
    }

    /// The trace and span this thread works in, or a fresh one if it works in none.
    public TraceParent current() {
        var span = tracer.currentSpan();
        if (span == null || span.context().traceId().isEmpty()) {
            return TraceParent.fresh();
        }
        var context = span.context();
        return new TraceParent(
                context.traceId(), context.spanId(), !Boolean.FALSE.equals(context.sampled()));
    }

    /// Runs `work` as a span called `name` of the trace that `parent` began, so that its log lines
    /// carry that trace's id.
    public void within(TraceParent parent, String name, Runnable work) {
        var context =
                tracer.traceContextBuilder()
                        .traceId(parent.traceId())
                        .spanId(parent.spanId())
                        .sampled(parent.sampled())
                        .build();
        Span span = tracer.spanBuilder().setParent(context).name(name).start();
        try (var _ = tracer.withSpan(span)) {
            work.run();
        } finally {
            span.end();
        }
    }
}
