package dev.konbini.gateway.problem;

import dev.konbini.web.problem.ProblemType;
import dev.konbini.web.problem.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Makes the answers to what the gateway has to refuse.
@Component
public final class Refusals {

    private final CurrentTrace trace;

    Refusals(CurrentTrace trace) {
        this.trace = trace;
    }

    /// Answers `request` with a problem of `type`: as a page where a browser asks, else as a
    /// document.
    ///
    /// @param detail what happened and what the caller can do, about this occurrence
    public ServerResponse of(ServerRequest request, ProblemType type, String detail) {
        return of(request, type, detail, new HttpHeaders());
    }

    /// The same, saying when it is worth trying again.
    public ServerResponse of(
            ServerRequest request, ProblemType type, String detail, Duration retryAfter) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
        return of(request, type, detail, headers);
    }

    private ServerResponse of(
            ServerRequest request, ProblemType type, String detail, HttpHeaders headers) {
        var problem = Objects.requireNonNull(Problems.response(type, detail).getBody());
        trace.id().ifPresent(id -> problem.setProperty("traceId", id));
        var answer =
                ServerResponse.status(type.status())
                        .headers(all -> all.putAll(headers))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        return wantsPage(request.headers().accept())
                ? answer.contentType(ProblemPage.TYPE).body(ProblemPage.of(problem))
                : answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }

    /// A browser names `text/html`; clients of an API name JSON, or anything.
    private static boolean wantsPage(List<MediaType> accepted) {
        return accepted.stream().anyMatch(type -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML));
    }
}
