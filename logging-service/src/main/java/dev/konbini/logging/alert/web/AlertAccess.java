package dev.konbini.logging.alert.web;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Alerts are for operators.
@Configuration(proxyBeanMethods = false)
class AlertAccess {

    @Bean
    AccessRules alertRules() {
        return requests ->
                requests.requestMatchers(
                                HttpMethod.GET,
                                "/api/alerts",
                                "/api/alerts/*",
                                "/api/alerts/*/history")
                        .hasAuthority(Role.OPERATOR.authority())
                        .requestMatchers(HttpMethod.PUT, "/api/alerts/*")
                        .hasAuthority(Role.OPERATOR.authority())
                        .requestMatchers(HttpMethod.DELETE, "/api/alerts/*")
                        .hasAuthority(Role.OPERATOR.authority())
                        .requestMatchers(HttpMethod.POST, "/api/alerts/*/backtest")
                        .hasAuthority(Role.OPERATOR.authority());
    }
}
