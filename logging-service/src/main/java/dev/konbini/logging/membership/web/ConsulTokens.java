package dev.konbini.logging.membership.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets Consul's clients send their token as they do, in `X-Consul-Token`. A request that has an
/// `Authorization` is left as it is.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ConsulTokens extends OncePerRequestFilter {

    private static final String CONSUL_TOKEN = "X-Consul-Token";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !(path.startsWith("/v1/health/") || path.startsWith("/v1/catalog/"))
                || isBlank(request.getHeader(CONSUL_TOKEN))
                || request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                new WithToken(request, "Bearer " + request.getHeader(CONSUL_TOKEN)), response);
    }

    private static final class WithToken extends HttpServletRequestWrapper {

        private final String authorization;

        WithToken(HttpServletRequest request, String authorization) {
            super(request);
            this.authorization = authorization;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return isAuthorization(name) ? authorization : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isAuthorization(name)
                    ? Collections.enumeration(Collections.singleton(authorization))
                    : super.getHeaders(name);
        }

        private static boolean isAuthorization(String name) {
            return HttpHeaders.AUTHORIZATION.equalsIgnoreCase(name);
        }
    }
}
