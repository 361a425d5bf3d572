package dev.konbini.logging.render.web;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Metrics are for operators. Grafana asks by POST too, which changes nothing.
@Configuration(proxyBeanMethods = false)
class RenderAccess {

    private static final String[] READ = {"/render", "/metrics/find", "/metrics/expand"};

    @Bean
    AccessRules renderRules() {
        return requests ->
                requests.requestMatchers(HttpMethod.GET, READ)
                        .hasAuthority(Role.OPERATOR.authority())
                        .requestMatchers(HttpMethod.POST, READ)
                        .hasAuthority(Role.OPERATOR.authority())
                        .requestMatchers(
                                HttpMethod.GET,
                                "/metrics/index.json",
                                "/functions",
                                "/functions/*",
                                "/tags/autoComplete/*",
                                "/version")
                        .hasAuthority(Role.OPERATOR.authority());
    }
}
