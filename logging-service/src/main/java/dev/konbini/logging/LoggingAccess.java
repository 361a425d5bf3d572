package dev.konbini.logging;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Who may read what: senders of logs their tenant's lines (the query narrows it to those),
/// operators everything.
@Configuration(proxyBeanMethods = false)
class LoggingAccess {

    @Bean
    AccessRules rules() {
        return requests ->
                requests.requestMatchers(HttpMethod.GET, "/api/logs", "/api/logs/histogram")
                        .hasAnyAuthority(Role.OPERATOR.authority(), Role.LOG_SENDER.authority())
                        .requestMatchers(HttpMethod.GET, "/api/timeline/orders/*", "/api/instances")
                        .hasAuthority(Role.OPERATOR.authority());
    }
}
