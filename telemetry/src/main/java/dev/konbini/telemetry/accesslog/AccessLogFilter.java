package dev.konbini.telemetry.accesslog;

import dev.konbini.telemetry.key.ShownPath;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/// Logs each request when its answer is complete, whatever the answer; actuator's own are left out.
///
/// The path is as [ShownPath] has it, and at most [#PATH_MAX_CHARACTERS] long.
///
/// Runs inside the request's trace and outside everything that may refuse it. An answer that is
/// made asynchronously is logged with its last dispatch.
public final class AccessLogFilter extends OncePerRequestFilter {

    private static final Logger LOGGER = LoggerFactory.getLogger(AccessLogFilter.class);
    private static final String STARTED_NANOS = AccessLogFilter.class.getName() + ".startedNanos";
    private static final int PATH_MAX_CHARACTERS = 512;

    private final String actuatorPath;

    /// @param actuatorPath where actuator is, for when it shares the port
    public AccessLogFilter(String actuatorPath) {
        this.actuatorPath = actuatorPath;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals(actuatorPath) || path.startsWith(actuatorPath + "/");
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(STARTED_NANOS) == null) {
            request.setAttribute(STARTED_NANOS, System.nanoTime());
        }
        var completed = false;
        try {
            chain.doFilter(request, response);
            completed = true;
        } finally {
            if (!completed) {
                // The container turns what is thrown through here into a 500, but only after this
                // filter.
                log(request, response.isCommitted() ? response.getStatus() : 500);
            } else if (!isAsyncStarted(request)) {
                log(request, response.getStatus());
            }
        }
    }

    private static void log(HttpServletRequest request, int status) {
        var startedNanos =
                request.getAttribute(STARTED_NANOS) instanceof Long nanos
                        ? nanos
                        : System.nanoTime();
        var durationNanos = System.nanoTime() - startedNanos;
        var path = shown(request.getRequestURI());
        LOGGER.atInfo()
                .addKeyValue("http.request.method", request.getMethod())
                .addKeyValue("url.path", path)
                .addKeyValue("http.response.status_code", status)
                .addKeyValue("event.duration", durationNanos)
                .log(
                        "{} {} {} in {} ms",
                        request.getMethod(),
                        path,
                        status,
                        TimeUnit.NANOSECONDS.toMillis(durationNanos));
    }

    private static String shown(String uri) {
        var path = ShownPath.of(uri);
        return path.length() <= PATH_MAX_CHARACTERS
                ? path
                : path.substring(0, PATH_MAX_CHARACTERS) + "…";
    }
}
