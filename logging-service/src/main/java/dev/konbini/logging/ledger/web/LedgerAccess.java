package dev.konbini.logging.ledger.web;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// The ledger is the operators'.
@Configuration(proxyBeanMethods = false)
class LedgerAccess {

    @Bean
    AccessRules ledgerRules() {
        return requests ->
                requests.requestMatchers(HttpMethod.GET, "/api/logs/ledger")
                        .hasAuthority(Role.OPERATOR.authority());
    }
}
