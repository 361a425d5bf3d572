package dev.konbini.logging.tenant.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.tenant.Tenants;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses tokens of a tenant that were issued before the time from which its tokens are good.
///
/// Tokens of nobody's, those of operators, are not looked at. While it is not known what was set
/// about tenants, whose tokens they are cannot be told from revoked ones: they are asked to come
/// back.
@Component
final class RevokedTokens implements HandlerInterceptor {

    private final Tenants tenants;

    RevokedTokens(Tenants tenants) {
        this.tenants = tenants;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (SecurityContextHolder.getContext().getAuthentication()
                instanceof JwtAuthenticationToken token) {
            @Nullable String name = token.getToken().getClaimAsString("tenant");
            if (name != null) {
                check(name, token);
            }
        }
        return true;
    }

    private void check(String name, JwtAuthenticationToken token) {
        var tenant =
                tenants.find(name)
                        .orElseThrow(() ->
                                new ProblemException(
                                                RequestProblem.UNAVAILABLE,
                                                "What is agreed with the tenant could not be read yet.")
                                        .header(HttpHeaders.RETRY_AFTER, "1"));
        if (!tenant.accepts(token.getToken().getIssuedAt())) {
            throw new ProblemException(
                            LoggingProblem.TOKEN_REVOKED,
                            "Tokens issued before %s are not good any more; ask an operator for a new one."
                                    .formatted(tenant.tokensNotBefore()))
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        }
    }
}
