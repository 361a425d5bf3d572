package dev.konbini.logging.door.web;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Senders bring lines of their own tenant, operators of whichever they name.
@Configuration(proxyBeanMethods = false)
class DoorAccess {

    @Bean
    AccessRules doorRules() {
        return requests ->
                requests.requestMatchers(HttpMethod.POST, "/api/logs", "/v1/logs")
                        .hasAnyAuthority(Role.OPERATOR.authority(), Role.LOG_SENDER.authority());
    }
}
