package dev.konbini.gateway.route;

import dev.konbini.gateway.problem.TraceIdHeader;
import dev.konbini.web.drain.DrainingHeader;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;

/// Passes headers on as a proxy has to: without those that are about one connection only.
final class ProxyHeaders {

    private static final List<String> ONE_CONNECTION =
            List.of(
                    HttpHeaders.CONNECTION,
                    "Keep-Alive",
                    "Proxy-Connection",
                    HttpHeaders.PROXY_AUTHENTICATE,
                    HttpHeaders.PROXY_AUTHORIZATION,
                    HttpHeaders.TE,
                    HttpHeaders.TRAILER,
                    HttpHeaders.TRANSFER_ENCODING,
                    HttpHeaders.UPGRADE);

    /// What the gateway says itself: who asks is not for the client to tell.
    private static final List<String> SAID_ANEW =
            List.of(
                    HttpHeaders.CONTENT_LENGTH,
                    HttpHeaders.EXPECT,
                    "Forwarded",
                    "X-Forwarded-For",
                    "X-Forwarded-Host",
                    "X-Forwarded-Port",
                    "X-Forwarded-Prefix",
                    "X-Forwarded-Proto",
                    "X-Real-IP");

    private static final List<String> NOT_FOR_CLIENTS =
            List.of(DrainingHeader.NAME, TraceIdHeader.NAME);

    private ProxyHeaders() {}

    /// The headers of `request` for the service. `Host` stays the client's.
    static HttpHeaders toService(HttpServletRequest request) {
        var headers = new HttpHeaders();
        for (var name : Collections.list(request.getHeaderNames())) {
            headers.addAll(name, Collections.list(request.getHeaders(name)));
        }
        removeConnection(headers);
        SAID_ANEW.forEach(headers::remove);
        headers.set("X-Forwarded-For", request.getRemoteAddr());
        headers.set("X-Forwarded-Proto", request.getScheme());
        headers.set("X-Forwarded-Host", request.getServerName());
        headers.set("X-Forwarded-Port", String.valueOf(request.getServerPort()));
        return headers;
    }

    /// The headers of a service's answer for the client.
    static HttpHeaders toClient(HttpHeaders answered) {
        var headers = new HttpHeaders();
        headers.putAll(answered);
        removeConnection(headers);
        NOT_FOR_CLIENTS.forEach(headers::remove);
        return headers;
    }

    /// Beside the fixed ones, `Connection` names others (RFC 9110, section 7.6.1).
    private static void removeConnection(HttpHeaders headers) {
        headers.getConnection().stream().map(String::trim).toList().forEach(headers::remove);
        ONE_CONNECTION.forEach(headers::remove);
    }
}
