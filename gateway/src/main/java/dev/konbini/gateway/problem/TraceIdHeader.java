package dev.konbini.gateway.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Puts the trace id on each answer, so that whoever has a problem can name it.
@Component
@Order(TraceIdHeader.AFTER_TRACING)
public class TraceIdHeader extends OncePerRequestFilter {

    public static final String NAME = "X-Trace-Id";

    /// After the filter that starts the trace (highest precedence + 1) and before that which
    /// refuses callers.
    static final int AFTER_TRACING = Ordered.HIGHEST_PRECEDENCE + 2;

    private final CurrentTrace trace;

    TraceIdHeader(CurrentTrace trace) {
        this.trace = trace;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        trace.id().ifPresent(id -> response.setHeader(NAME, id));
        chain.doFilter(request, response);
    }
}
