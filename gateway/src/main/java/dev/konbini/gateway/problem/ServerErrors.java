package dev.konbini.gateway.problem;

import dev.konbini.web.problem.RequestProblem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Makes a problem also of what never reaches a route: the server or the firewall refused it.
@Configuration(proxyBeanMethods = false)
class ServerErrors {

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> errorRoute(Refusals refusals) {
        return RouterFunctions.route()
                .route(
                        request ->
                                request.servletRequest().getDispatcherType()
                                        == DispatcherType.ERROR,
                        request -> refusal(refusals, request))
                .build();
    }

    /// Leaves what the firewall refuses to the route above, which shows browsers a page.
    @Bean
    RequestRejectedHandler refused() {
        return new HttpStatusRequestRejectedHandler();
    }

    private static ServerResponse refusal(Refusals refusals, ServerRequest request) {
        var code = request.attribute(RequestDispatcher.ERROR_STATUS_CODE).orElse(500);
        var status = code instanceof Integer number ? number : 500;
        if (status >= 500) {
            return refusals.of(
                    request,
                    RequestProblem.INTERNAL_ERROR,
                    "The failure was logged under this trace id. Trying again may help.");
        }
        return status == 405
                ? refusals.of(
                        request, RequestProblem.METHOD_NOT_ALLOWED, "Use another method here.")
                : refusals.of(
                        request,
                        RequestProblem.INVALID_REQUEST,
                        "The path or a header is not one that is accepted.");
    }
}
