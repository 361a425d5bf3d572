package dev.konbini.logging.membership.web;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Who lives is the operators' to know, in Consul's form too.
@Configuration(proxyBeanMethods = false)
class ConsulAccess {

    @Bean
    AccessRules consulRules() {
        return requests ->
                requests.requestMatchers(
                                HttpMethod.GET,
                                "/v1/health/service/*",
                                "/v1/catalog/services",
                                "/v1/catalog/service/*")
                        .hasAuthority(Role.OPERATOR.authority());
    }
}
