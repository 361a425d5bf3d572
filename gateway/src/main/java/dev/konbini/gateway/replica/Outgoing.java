package dev.konbini.gateway.replica;

import java.time.Duration;
import org.springframework.http.HttpHeaders;

/// A request to be carried to one of a service's replicas.
///
/// @param method such as `GET`
/// @param target path and query as the client wrote them, never decoded in between
/// @param headers what the replica is to see, without those about one connection only
/// @param body what it carries
/// @param repeatable whether carrying it out twice is the same as once, so that it may be sent
///   again even where a replica may have begun with it
/// @param attemptTimeout how long one replica has for the head of its answer
/// @param deadline how long all attempts have together
public record Outgoing(
        String method,
        String target,
        HttpHeaders headers,
        Body body,
        boolean repeatable,
        Duration attemptTimeout,
        Duration deadline) {

    /// Whether it may be sent again after `failure`.
    boolean mayRepeatAfter(Failure failure) {
        return switch (failure) {
            case REFUSED -> true;
            case CLIENT_BROKE_OFF -> false;
            case BROKEN_OFF, TIMED_OUT -> repeatable && body.repeats();
        };
    }
}
