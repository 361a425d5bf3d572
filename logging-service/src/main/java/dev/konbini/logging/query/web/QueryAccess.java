package dev.konbini.logging.query.web;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Who may look into lines: operators into all, senders of logs into their tenant's. The queries
/// narrow it to those.
@Configuration(proxyBeanMethods = false)
class QueryAccess {

    private static final String SEARCH = "/api/logs/searches/*";

    @Bean
    AccessRules queryRules() {
        return requests ->
                requests.requestMatchers(
                                HttpMethod.GET,
                                "/api/logs/fields",
                                "/api/logs/context",
                                "/api/logs/export",
                                "/api/logs/patterns",
                                "/api/logs/searches",
                                SEARCH)
                        .hasAnyAuthority(Role.OPERATOR.authority(), Role.LOG_SENDER.authority())
                        .requestMatchers(HttpMethod.PUT, SEARCH)
                        .hasAnyAuthority(Role.OPERATOR.authority(), Role.LOG_SENDER.authority())
                        .requestMatchers(HttpMethod.DELETE, SEARCH)
                        .hasAnyAuthority(Role.OPERATOR.authority(), Role.LOG_SENDER.authority());
    }
}
