package dev.konbini.logging.rebuild.web;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Indices are the operators': they hold what any tenant wrote.
@Configuration(proxyBeanMethods = false)
class RebuildAccess {

    @Bean
    AccessRules rebuildRules() {
        return requests ->
                requests.requestMatchers(HttpMethod.GET, "/api/log-indices")
                        .hasAuthority(Role.OPERATOR.authority())
                        .requestMatchers(HttpMethod.POST, "/api/log-indices/rebuild")
                        .hasAuthority(Role.OPERATOR.authority());
    }
}
