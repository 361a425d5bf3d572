package dev.konbini.logging.tail.web;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Senders of logs may tail their tenant's lines, operators all.
@Configuration(proxyBeanMethods = false)
class TailAccess {

    @Bean
    AccessRules tailRules() {
        return requests ->
                requests.requestMatchers(HttpMethod.GET, "/api/logs/tail")
                        .hasAnyAuthority(Role.OPERATOR.authority(), Role.LOG_SENDER.authority());
    }
}
