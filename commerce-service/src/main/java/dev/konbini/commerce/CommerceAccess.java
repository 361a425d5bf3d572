package dev.konbini.commerce;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Role;
import java.util.List;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

/// Who may call what: the shop is open to anyone, its catalogue and index are the operators'.
///
/// A cart's id is its key: whoever knows it may see and change the cart.
@Component
final class CommerceAccess implements AccessRules {

    @Override
    public void apply(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    requests) {
        var operator = Role.OPERATOR.authority();
        for (var read : List.of(GET, HEAD)) {
            requests.requestMatchers(read, "/api/products", "/api/products/*").permitAll();
            requests.requestMatchers(read, "/api/carts/*").permitAll();
        }
        requests.requestMatchers(PUT, "/api/products/*").hasAuthority(operator);
        requests.requestMatchers(DELETE, "/api/products/*").hasAuthority(operator);
        requests.requestMatchers(GET, "/api/search-index").hasAuthority(operator);
        requests.requestMatchers(POST, "/api/search-index/rebuild").hasAuthority(operator);
        requests.requestMatchers(POST, "/api/carts", "/api/carts/*/offer").permitAll();
        requests.requestMatchers(PUT, "/api/carts/*/lines/*").permitAll();
        requests.requestMatchers(DELETE, "/api/carts/*/lines/*").permitAll();
    }
}
