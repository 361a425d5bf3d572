package dev.konbini.transaction;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Who may call what. Whose order it is, the order's endpoint decides.
@Configuration(proxyBeanMethods = false)
class TransactionAccess {

    @Bean
    AccessRules transactionRules() {
        return requests -> {
            requests.requestMatchers(HttpMethod.POST, "/api/orders").permitAll();
            requests.requestMatchers(HttpMethod.GET, "/api/orders/*").permitAll();
            requests.requestMatchers(HttpMethod.GET, "/api/orders")
                    .hasAnyAuthority(Role.OPERATOR.authority(), Role.SHOPPER.authority());
            requests.requestMatchers(HttpMethod.GET, "/api/stock", "/api/stock/*", "/api/stock/*/*")
                    .permitAll();
            requests.requestMatchers(HttpMethod.PUT, "/api/stock/*/*")
                    .hasAuthority(Role.OPERATOR.authority());
            requests.requestMatchers(HttpMethod.POST, "/api/stock/*/*/adjust")
                    .hasAuthority(Role.OPERATOR.authority());
        };
    }
}
