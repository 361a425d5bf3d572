package dev.konbini.logging.operation.web;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Operations are the operators'.
@Configuration(proxyBeanMethods = false)
class OperationAccess {

    @Bean
    AccessRules operationRules() {
        return requests ->
                requests.requestMatchers(HttpMethod.GET, "/api/operations", "/api/operations/*")
                        .hasAuthority(Role.OPERATOR.authority())
                        .requestMatchers(HttpMethod.POST, "/api/operations")
                        .hasAuthority(Role.OPERATOR.authority())
                        .requestMatchers(HttpMethod.PUT, "/api/operations/*")
                        .hasAuthority(Role.OPERATOR.authority());
    }
}
