package dev.konbini.web.drain;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// Asks clients of a draining replica not to use their connection again (RFC 9110, section 7.6.1),
/// so that none of them writes a request into a connection that is about to be closed, and tells
/// the gateway to send nothing new, before it next asks for readiness.
final class CloseConnections extends OncePerRequestFilter {

    private final Drain drain;

    CloseConnections(Drain drain) {
        this.drain = drain;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (drain.draining()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
            response.setHeader(DrainingHeader.NAME, "true");
        }
        chain.doFilter(request, response);
    }
}
