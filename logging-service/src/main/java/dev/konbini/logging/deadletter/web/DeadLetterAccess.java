package dev.konbini.logging.deadletter.web;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Dead letters are the operators': they hold what any tenant wrote.
@Configuration(proxyBeanMethods = false)
class DeadLetterAccess {

    @Bean
    AccessRules deadLetterRules() {
        return requests ->
                requests.requestMatchers(HttpMethod.GET, "/api/logs/dead-letters")
                        .hasAuthority(Role.OPERATOR.authority())
                        .requestMatchers(HttpMethod.POST, "/api/logs/dead-letters/redrive")
                        .hasAuthority(Role.OPERATOR.authority());
    }
}
