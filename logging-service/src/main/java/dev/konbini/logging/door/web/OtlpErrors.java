package dev.konbini.logging.door.web;

import dev.konbini.logging.door.otlp.Encoding;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Says refusals at `/v1/logs` as OTLP wants them: as a `google.rpc.Status` in the encoding of the
/// request (<https://opentelemetry.io/docs/specs/otlp/#failures-1>), whoever refused. It stands
/// before the check of tokens.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class OtlpErrors extends OncePerRequestFilter {

    private final JsonMapper json;

    OtlpErrors(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(OtlpController.PATH);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (answer.getStatus() >= HttpStatus.BAD_REQUEST.value()) {
            var encoding = encoding(request);
            var status = encoding.status(code(answer.getStatus()), message(answer));
            answer.resetBuffer();
            answer.setContentType(encoding.mediaType());
            answer.getOutputStream().write(status);
        }
        answer.copyBodyToResponse();
    }

    private static Encoding encoding(HttpServletRequest request) {
        try {
            var type = request.getContentType();
            return type == null
                    ? Encoding.PROTOBUF
                    : OtlpController.encoding(
                            MediaType.asMediaType(MimeTypeUtils.parseMimeType(type)));
        } catch (InvalidMimeTypeException e) {
            return Encoding.PROTOBUF;
        }
    }

    private String message(ContentCachingResponseWrapper answer) {
        try {
            var problem = json.readTree(answer.getContentAsByteArray());
            var text = new StringBuilder(problem.path("detail").asString(""));
            for (var error : problem.path("errors")) {
                text.append(' ')
                        .append(
                                error.path("pointer")
                                        .asString(error.path("parameter").asString("")))
                        .append(": ")
                        .append(error.path("detail").asString(""));
            }
            return text.toString();
        } catch (JacksonException e) {
            return "";
        }
    }

    /// The code of `google.rpc.Code` that stands for an HTTP status.
    private static int code(int status) {
        return switch (status) {
            case 401 -> 16; // UNAUTHENTICATED
            case 403 -> 7; // PERMISSION_DENIED
            case 404 -> 5; // NOT_FOUND
            case 405 -> 12; // UNIMPLEMENTED
            case 429 -> 8; // RESOURCE_EXHAUSTED
            case 503 -> 14; // UNAVAILABLE
            default -> status < 500 ? 3 : 13; // INVALID_ARGUMENT, INTERNAL
        };
    }
}
