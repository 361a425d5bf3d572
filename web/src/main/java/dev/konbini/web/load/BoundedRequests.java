package dev.konbini.web.load;

import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.OnCommittedResponseWrapper;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Refuses a request at once where so many wait for their answer that the heap would not hold more
/// (a bulkhead, after Nygard, "Release It!").
///
/// A virtual thread costs so little that nothing else would end their number: behind something slow
/// they pile up until the replica dies of them, and all of them fail instead of the last ones. A
/// request counts until the head of its answer leaves, so a stream of events, which may last for
/// hours, does not.
final class BoundedRequests extends OncePerRequestFilter {

    private final Semaphore room;
    private final HandlerExceptionResolver problems;

    /// @param requestsMax how many may wait at once
    BoundedRequests(int requestsMax, HandlerExceptionResolver problems) {
        this.room = new Semaphore(requestsMax);
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!room.tryAcquire()) {
            problems.resolveException(request, response, null, refusal());
            return;
        }
        var answer = new Answer(response);
        try {
            chain.doFilter(request, answer);
        } finally {
            answer.giveBack();
        }
    }

    private static ProblemException refusal() {
        return new ProblemException(
                        RequestProblem.UNAVAILABLE,
                        "More wait here than this replica holds. Nothing was done: try again.")
                .header(HttpHeaders.RETRY_AFTER, "1");
    }

    private final class Answer extends OnCommittedResponseWrapper {

        private boolean counts = true;

        Answer(HttpServletResponse response) {
            super(response);
        }

        @Override
        protected void onResponseCommitted() {
            giveBack();
        }

        private void giveBack() {
            if (counts) {
                counts = false;
                room.release();
            }
        }
    }
}
