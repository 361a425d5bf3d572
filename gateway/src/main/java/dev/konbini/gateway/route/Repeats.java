package dev.konbini.gateway.route;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Tells which requests may be carried out twice with the effect of once, and which have none.
final class Repeats {

    /// RFC 9110, section 9.2.1.
    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /// RFC 9110, section 9.2.2, besides those that are safe.
    private static final Set<HttpMethod> IDEMPOTENT = Set.of(HttpMethod.PUT, HttpMethod.DELETE);

    /// Posts that are so by what they mean: one offer is at most one order, a cart in one state has
    /// one offer, and a cart made twice leaves an empty one that nobody knows of.
    private static final List<PathPattern> BY_MEANING =
            List.of(pattern("/api/orders"), pattern("/api/carts"), pattern("/api/carts/*/offer"));

    /// Posts of which a service keeps the key that the client gave them
    /// (draft-ietf-httpapi-idempotency-key-header). To all others a key says nothing.
    private static final List<PathPattern> BY_KEY =
            List.of(pattern("/api/stock/*/*/adjust"), pattern("/api/logs"), pattern("/v1/logs"));

    /// Has one of a few places at its replica for as long as it lasts.
    private static final PathPattern EXPORT = pattern("/api/logs/export");

    private Repeats() {}

    /// Whether `request` changes nothing, by its method.
    static boolean changesNothing(ServerRequest request) {
        return SAFE.contains(request.method());
    }

    /// Whether `request` may be, by its method, by its meaning, or by its key.
    static boolean allows(ServerRequest request) {
        if (changesNothing(request)) {
            return true;
        }
        if (IDEMPOTENT.contains(request.method())) {
            return !demandsAbsence(request);
        }
        var path = request.requestPath().pathWithinApplication();
        return request.method().equals(HttpMethod.POST)
                && (matches(BY_MEANING, path) || (hasKey(request) && matches(BY_KEY, path)));
    }

    /// Whether a replica that is slow with `request` is waited for: it does not hear that nobody
    /// waits any more, and another attempt would take a place beside the one that it still holds.
    static boolean waitsForOne(ServerRequest request) {
        return EXPORT.matches(request.requestPath().pathWithinApplication());
    }

    private static boolean hasKey(ServerRequest request) {
        var key = request.headers().firstHeader("Idempotency-Key");
        return key != null && !key.isBlank();
    }

    /// What was made only because it was not there yet is there when the request is repeated, and
    /// must be answered as somebody else's (RFC 9110, section 13.1.2). With If-Match a service may
    /// say that all is as it should be.
    private static boolean demandsAbsence(ServerRequest request) {
        return request.headers().firstHeader(HttpHeaders.IF_NONE_MATCH) != null;
    }

    private static boolean matches(List<PathPattern> patterns, PathContainer path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private static PathPattern pattern(String text) {
        return PathPatternParser.defaultInstance.parse(text);
    }
}
