package dev.konbini.gateway.route;

import dev.konbini.gateway.problem.GatewayProblem;
import dev.konbini.gateway.problem.Refusals;
import dev.konbini.web.access.AccessRules;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/// Puts the routes up, and the answer to all that is not routed.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouteProperties.class)
class Routes {

    @Bean
    RouterFunction<ServerResponse> routed(Forward forward) {
        var routes = RouterFunctions.route();
        for (var route : Route.values()) {
            routes.add(
                    GatewayRouterFunctions.route(route.service().label())
                            .route(
                                    RequestPredicates.path(route.path() + "/**"),
                                    request -> forward.forward(route, request))
                            .build());
        }
        return routes.build();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    RouterFunction<ServerResponse> notRouted(Refusals refusals) {
        return RouterFunctions.route()
                .route(
                        RequestPredicates.all(),
                        request ->
                                refusals.of(
                                        request,
                                        GatewayProblem.NOT_ROUTED,
                                        "Nothing is routed at %s. /api/docs lists what is."
                                                .formatted(request.path())))
                .build();
    }

    /// Who may do what is decided by the service that does it; what is not routed is not reachable.
    @Bean
    AccessRules everyoneMayAsk() {
        return requests -> requests.requestMatchers("/**").permitAll();
    }
}
