package dev.konbini.web.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.ObjectPostProcessor;

/// Permits HEAD to whom GET is permitted: what GET handles answers it too (RFC 9110, section
/// 9.3.2).
final class HeadAsGet implements ObjectPostProcessor<AuthorizationManager<HttpServletRequest>> {

    @Override
    @SuppressWarnings("unchecked") // Who asks for it takes any manager of requests.
    public <O extends AuthorizationManager<HttpServletRequest>> O postProcess(O rules) {
        AuthorizationManager<HttpServletRequest> both =
                (caller, request) ->
                        rules.authorize(
                                caller,
                                HttpMethod.HEAD.matches(request.getMethod())
                                        ? new Get(request)
                                        : request);
        return (O) both;
    }

    private static final class Get extends HttpServletRequestWrapper {

        Get(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return HttpMethod.GET.name();
        }
    }
}
