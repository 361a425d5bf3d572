package dev.konbini.logging.tenant.web;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Operators alone see and set what is agreed with tenants, and nobody calls with a token that was
/// revoked.
@Configuration(proxyBeanMethods = false)
class TenantAccess {

    @Bean
    AccessRules tenantRules() {
        return requests ->
                requests.requestMatchers(HttpMethod.GET, "/api/tenants/*")
                        .hasAuthority(Role.OPERATOR.authority())
                        .requestMatchers(HttpMethod.PUT, "/api/tenants/*")
                        .hasAuthority(Role.OPERATOR.authority());
    }

    @Bean
    WebMvcConfigurer revocation(RevokedTokens revokedTokens) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(revokedTokens);
            }
        };
    }
}
