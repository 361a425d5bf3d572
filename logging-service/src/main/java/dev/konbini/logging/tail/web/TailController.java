package dev.konbini.logging.tail.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.tail.Position;
import dev.konbini.logging.tail.TailProperties;
import dev.konbini.logging.tail.Tailer;
import dev.konbini.logging.tail.Tailers;
import dev.konbini.logging.tail.Tailers.Outcome;
import dev.konbini.web.access.Caller;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Streams lines as they come in.
///
/// A stream keeps its request's own virtual thread until it ends, so none of the server's few is
/// taken and nothing is timed out.
@RestController
final class TailController {

    private static final Logger LOG = LoggerFactory.getLogger(TailController.class);
    private static final String RETRY_AFTER_SECONDS = "10";

    private final Tailers tailers;
    private final TailProperties properties;

    TailController(Tailers tailers, TailProperties properties) {
        this.tailers = tailers;
        this.properties = properties;
    }

    @GetMapping(path = "/api/logs/tail", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Log lines as they come in, before they are indexed, as server-sent events",
            description =
                    "Each event's data is a line as in /api/logs. Its id, sent back as Last-Event-ID,"
                            + " resumes at any replica. An event skipped says how many lines were"
                            + " passed over and why; an event reconnect asks to connect again.")
    @ApiResponse(responseCode = "429", description = "too-many-tailers")
    void tail(
            @ParameterObject @Valid TailRequest request,
            @RequestHeader(name = "Last-Event-ID", required = false) @Size(max = 8000) @Nullable String lastEventIdHeader,
            @Parameter(description = "Stands for the header Last-Event-ID")
                    @RequestParam(required = false)
                    @Size(max = 8000) @Nullable String lastEventId,
            @Parameter(hidden = true) HttpMethod method,
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) HttpServletResponse response)
            throws InterruptedException {
        var resume = position(lastEventIdHeader == null ? lastEventId : lastEventIdHeader);
        if (method.equals(HttpMethod.HEAD)) {
            // There is no body whose end, or whose reader's end, would be seen.
            begin(response);
            return;
        }
        switch (tailers.join(request.filter(caller), resume)) {
            case Outcome.TooMany() ->
                    throw new ProblemException(
                                    LoggingProblem.TOO_MANY_TAILERS,
                                    "As many tail as may. Close a tail, or try again later.")
                            .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            case Outcome.Joined(var tailer) -> stream(tailer, response);
        }
    }

    private void stream(Tailer tailer, HttpServletResponse response) throws InterruptedException {
        begin(response);
        try {
            new EventStream(response.getOutputStream(), properties).send(tailer);
        } catch (IOException e) {
            LOG.debug("The client has gone", e);
        } finally {
            tailers.leave(tailer);
        }
    }

    private static void begin(HttpServletResponse response) {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Some proxies hold answers back unless told not to.
        response.setHeader("X-Accel-Buffering", "no");
    }

    private static @Nullable Position position(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return Position.parse(text)
                .orElseThrow(() ->
                        new ProblemException(
                                        RequestProblem.INVALID_REQUEST,
                                        "Change what errors[] names.")
                                .with(
                                        "errors",
                                        List.of(
                                                FieldProblem.in(
                                                        "lastEventId",
                                                        "Send the id of an event of this stream as it is, or none."))));
    }
}
