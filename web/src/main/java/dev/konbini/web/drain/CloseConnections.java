package dev.konbini.web.drain;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.OnCommittedResponseWrapper;
import org.springframework.web.filter.OncePerRequestFilter;

/// Sees to it that no client writes a request into a connection that is about to be closed.
///
/// While the replica serves it says for how long a connection may stay unused (`Keep-Alive:
/// timeout`, RFC 2068, section 19.7.1): for less than a drain lasts, though it keeps connections
/// for longer itself. So whoever honours it has used or given up each connection by the end of a
/// drain; and while the replica drains, each answer asks not to use its connection again (RFC 9110,
/// section 9.6), and tells the gateway to send nothing new, before it next asks for readiness. What
/// an answer says is true when its head leaves: a request may have come long before.
///
/// Whether this answer is its connection's last only Tomcat knows (after a hundred requests, or
/// some errors): a `Connection: keep-alive` of ours beside its `close` would have a client go on.
final class CloseConnections extends OncePerRequestFilter {

    private final Drain drain;
    private final long unusedSeconds;

    /// @param unreadyFor how long a drain lasts; less than two seconds are too short to promise
    ///   anything
    CloseConnections(Drain drain, Duration unreadyFor) {
        this.drain = drain;
        this.unusedSeconds = unreadyFor.toSeconds() - 1;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answer = new Answer(response);
        try {
            chain.doFilter(request, answer);
        } finally {
            if (!request.isAsyncStarted() && !answer.isCommitted()) {
                answer.onResponseCommitted();
            }
        }
    }

    private final class Answer extends OnCommittedResponseWrapper {

        Answer(HttpServletResponse response) {
            super(response);
        }

        @Override
        protected void onResponseCommitted() {
            if (drain.draining()) {
                setHeader(HttpHeaders.CONNECTION, "close");
                setHeader(DrainingHeader.NAME, "true");
            } else if (unusedSeconds > 0) {
                setHeader("Keep-Alive", "timeout=" + unusedSeconds);
            }
        }
    }
}
