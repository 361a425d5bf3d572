package dev.konbini.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/// Lets a request through that no rule names if nothing handles it either: it is answered with 404
/// or 405, where a refusal would send the caller to look for another token. What is handled stays
/// denied.
///
/// A guest learns from it which paths there are, as from the OpenAPI page, which is open.
final class UnhandledRequests implements AuthorizationManager<RequestAuthorizationContext> {

    private final ObjectProvider<HandlerMapping> mappings;

    UnhandledRequests(ObjectProvider<HandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> caller,
            RequestAuthorizationContext context) {
        return new AuthorizationDecision(!isHandled(context.getRequest()));
    }

    private boolean isHandled(HttpServletRequest request) {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            ServletRequestPathUtils.parseAndCache(request);
        }
        try {
            for (var mapping : mappings.orderedStream().toList()) {
                if (mapping.getHandler(request) != null) {
                    return true;
                }
            }
            return false;
        } catch (HttpRequestMethodNotSupportedException e) {
            return false;
        } catch (Exception e) {
            // Something handles the path and the method, though not this media type.
            return true;
        }
    }
}
