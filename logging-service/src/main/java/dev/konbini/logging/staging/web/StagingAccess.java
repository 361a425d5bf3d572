package dev.konbini.logging.staging.web;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Comparisons are the operators': they show what any tenant wrote.
@Configuration(proxyBeanMethods = false)
class StagingAccess {

    @Bean
    AccessRules stagingRules() {
        return requests ->
                requests.requestMatchers(HttpMethod.GET, "/api/tenants/*/staging/diff")
                        .hasAuthority(Role.OPERATOR.authority());
    }
}
