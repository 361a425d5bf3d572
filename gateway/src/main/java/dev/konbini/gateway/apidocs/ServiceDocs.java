package dev.konbini.gateway.apidocs;

import dev.konbini.gateway.problem.GatewayProblem;
import dev.konbini.gateway.problem.Refusals;
import dev.konbini.gateway.replica.Answer;
import dev.konbini.gateway.replica.Body;
import dev.konbini.gateway.replica.Exchanges;
import dev.konbini.gateway.replica.Outcome;
import dev.konbini.gateway.replica.Outgoing;
import dev.konbini.gateway.replica.ServiceName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Gets a service's OpenAPI document from one of its replicas.
@Component
final class ServiceDocs {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Exchanges exchanges;
    private final Refusals refusals;

    ServiceDocs(Exchanges exchanges, Refusals refusals) {
        this.exchanges = exchanges;
        this.refusals = refusals;
    }

    /// Answers with the document, in which the addresses are the gateway's: the service writes them
    /// from the `Host` that it is asked for.
    ServerResponse of(ServiceName service, ServerRequest request) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
        var host = request.headers().firstHeader(HttpHeaders.HOST);
        if (host != null) {
            headers.set(HttpHeaders.HOST, host);
        }
        var outgoing =
                new Outgoing(
                        "GET", "/v3/api-docs", headers, new Body.None(), true, PATIENCE, DEADLINE);
        return switch (exchanges.carry(service, outgoing)) {
            case Outcome.Answered(var answer) -> document(answer);
            case Outcome.CircuitOpen(var retryAfter) -> away(request, service, retryAfter);
            case Outcome.NoReplica(var retryAfter) -> away(request, service, retryAfter);
            case Outcome.Busy(var retryAfter) -> away(request, service, retryAfter);
            case Outcome.BrokenOff() -> away(request, service, PATIENCE);
            case Outcome.ClientBrokeOff() -> away(request, service, PATIENCE);
            case Outcome.TimedOut() -> away(request, service, PATIENCE);
        };
    }

    private ServerResponse away(ServerRequest request, ServiceName service, Duration retryAfter) {
        return refusals.of(
                request,
                GatewayProblem.NO_REPLICA,
                "%s does not answer. Try again in a moment.".formatted(service.label()),
                retryAfter);
    }

    private static ServerResponse document(Answer answer) {
        try (answer;
                var body = answer.body()) {
            return ServerResponse.status(answer.status())
                    .contentType(MediaType.APPLICATION_JSON)
                    .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .body((body == null ? InputStream.nullInputStream() : body).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
