package dev.konbini.gateway.route;

import dev.konbini.gateway.problem.GatewayProblem;
import dev.konbini.gateway.problem.Refusals;
import dev.konbini.gateway.replica.Body;
import dev.konbini.gateway.replica.Exchanges;
import dev.konbini.gateway.replica.HeldBytes;
import dev.konbini.gateway.replica.Outcome;
import dev.konbini.gateway.replica.Outgoing;
import dev.konbini.web.problem.RequestProblem;
import java.io.IOException;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Carries a request to the service that its route names, and the answer back.
@Component
final class Forward {

    private final HeldBytes heldBytes;
    private final Exchanges exchanges;
    private final Refusals refusals;
    private final Streams streams;
    private final RouteProperties properties;

    Forward(
            HeldBytes heldBytes,
            Exchanges exchanges,
            Refusals refusals,
            Streams streams,
            RouteProperties properties) {
        this.heldBytes = heldBytes;
        this.exchanges = exchanges;
        this.refusals = refusals;
        this.streams = streams;
        this.properties = properties;
    }

    /// Answers with what the service answers. Precedence of refusals: body too large, busy, circuit
    /// open, timed out, broken off, no replica.
    ServerResponse forward(Route route, ServerRequest request) throws IOException {
        var servlet = request.servletRequest();
        var length = servlet.getContentLengthLong();
        var largest = properties.sizes().largest(route.size());
        if (length > largest) {
            return tooLarge(request, largest);
        }
        var content = new Metered(servlet.getInputStream(), largest);
        try (var body = heldBytes.read(content, length, properties.sizes().held(route.size()))) {
            var outcome = exchanges.carry(route.service(), outgoing(request, body));
            return content.isTooLarge() && !(outcome instanceof Outcome.Answered)
                    ? tooLarge(request, largest)
                    : answer(route, request, outcome);
        } catch (Metered.TooLarge e) {
            return tooLarge(request, largest);
        }
    }

    private Outgoing outgoing(ServerRequest request, Body body) {
        var servlet = request.servletRequest();
        var query = servlet.getQueryString();
        var times = properties.times();
        return new Outgoing(
                servlet.getMethod(),
                query == null ? servlet.getRequestURI() : servlet.getRequestURI() + "?" + query,
                ProxyHeaders.toService(servlet),
                body,
                Repeats.allows(request),
                attemptTimeout(request, body),
                body.repeats() ? times.deadline() : times.passing());
    }

    private Duration attemptTimeout(ServerRequest request, Body body) {
        var times = properties.times();
        if (!body.repeats()) {
            return times.passing();
        }
        return Repeats.waitsForOne(request) ? times.deadline() : times.attempt();
    }

    private ServerResponse answer(Route route, ServerRequest request, Outcome outcome) {
        var service = route.service().label();
        return switch (outcome) {
            case Outcome.Answered(var answer) ->
                    new Relay(
                            answer,
                            () -> unsure(request, GatewayProblem.SERVICE_BROKE_OFF, service),
                            streams);
            case Outcome.Busy(var retryAfter) ->
                    refusals.of(
                            request,
                            GatewayProblem.SERVICE_BUSY,
                            "Nothing was done. Try again in a moment.",
                            retryAfter);
            case Outcome.CircuitOpen(var retryAfter) ->
                    refusals.of(
                            request,
                            GatewayProblem.CIRCUIT_OPEN,
                            "No replica of %s answered of late. Try again in a moment."
                                    .formatted(service),
                            retryAfter);
            case Outcome.ClientBrokeOff() ->
                    refusals.of(
                            request,
                            RequestProblem.INVALID_REQUEST,
                            "The body broke off before its end.");
            case Outcome.TimedOut() -> unsure(request, GatewayProblem.SERVICE_TIMED_OUT, service);
            case Outcome.BrokenOff() -> unsure(request, GatewayProblem.SERVICE_BROKE_OFF, service);
            case Outcome.NoReplica(var retryAfter) ->
                    refusals.of(
                            request,
                            GatewayProblem.NO_REPLICA,
                            "Nothing was done. Try again in a moment.",
                            retryAfter);
        };
    }

    /// What is said where the service was asked and it is not known what it did.
    private ServerResponse unsure(ServerRequest request, GatewayProblem problem, String service) {
        var detail =
                Repeats.changesNothing(request)
                        ? "%s changed nothing. Ask again, for less at once if it is much."
                        : "%s may have carried the request out. Ask for the result, or repeat the request with the same Idempotency-Key.";
        return refusals.of(request, problem, detail.formatted(service));
    }

    private ServerResponse tooLarge(ServerRequest request, long largest) {
        return refusals.of(
                request,
                GatewayProblem.BODY_TOO_LARGE,
                "This path takes at most %d KB at once."
                        .formatted(DataSize.ofBytes(largest).toKilobytes()));
    }
}
