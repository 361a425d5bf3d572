package dev.konbini.web.access;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Lets in whom the service's [AccessRules] name and refuses everybody else with a problem
/// document.
///
/// What nothing handles is let through to be told so, see [UnhandledRequests]. Beside those rules
/// only the actuator, which listens on a port of its own that nobody routes to, and the OpenAPI
/// page are open.
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(AccessProperties.class)
public class AccessAutoConfiguration {

    @Bean
    JwtDecoder tokens(AccessProperties properties) {
        return tokens(properties, Clock.systemUTC());
    }

    static JwtDecoder tokens(AccessProperties properties, Clock clock) {
        var decoder =
                NimbusJwtDecoder.withJwkSource(new AccessKeys(properties.keys()))
                        .jwsAlgorithm(SignatureAlgorithm.ES256)
                        .build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(TokenMint.ISSUER));
        return new VerifiedTokens(decoder, clock);
    }

    /// A request is observed as one; each of its security filters on its own would be as much work
    /// as all the rest.
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain access(
            HttpSecurity http,
            ObjectProvider<AccessRules> rules,
            ObjectProvider<HandlerMapping> mappings,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        // A browser sends no bearer token by itself, so there is nothing to forge: no CSRF token,
        // no session.
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> {
                    requests.withObjectPostProcessor(new HeadAsGet());
                    requests.dispatcherTypeMatchers(
                                    jakarta.servlet.DispatcherType.ERROR,
                                    jakarta.servlet.DispatcherType.ASYNC)
                            .permitAll();
                    requests.requestMatchers(EndpointRequest.toAnyEndpoint()).permitAll();
                    requests.requestMatchers(HttpMethod.GET, "/v3/api-docs/**").permitAll();
                    rules.orderedStream().forEach(rule -> rule.apply(requests));
                    requests.anyRequest().access(new UnhandledRequests(mappings));
                })
                .oauth2ResourceServer(server ->
                        server.jwt(jwt -> jwt.jwtAuthenticationConverter(roles()))
                                .authenticationEntryPoint((request, response, e) ->
                                        problems.resolveException(request, response, null, e)))
                .exceptionHandling(refusal ->
                        refusal.authenticationEntryPoint((request, response, e) ->
                                        problems.resolveException(request, response, null, e))
                                .accessDeniedHandler((request, response, e) ->
                                        problems.resolveException(request, response, null, e)))
                .build();
    }

    /// Answers what the firewall refuses. Spring Boot would answer it in a form of its own.
    @Bean
    @ConditionalOnMissingBean
    RequestRejectedHandler refused(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return (request, response, e) -> problems.resolveException(request, response, null, e);
    }

    @Bean
    WebMvcConfigurer callers() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerResolver());
            }
        };
    }

    private static JwtAuthenticationConverter roles() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(AccessAutoConfiguration::authorities);
        return converter;
    }

    private static List<GrantedAuthority> authorities(Jwt token) {
        @Nullable List<String> claimed = token.getClaimAsStringList("roles");
        return Optional.ofNullable(claimed).orElse(List.of()).stream()
                .flatMap(claim -> Role.of(claim).stream())
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(role.authority()))
                .toList();
    }
}
