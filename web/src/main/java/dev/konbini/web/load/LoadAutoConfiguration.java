package dev.konbini.web.load;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Keeps every web service from taking on more than it holds.
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(LoadProperties.class)
@Import(BoundedBodies.class)
public class LoadAutoConfiguration {

    /// Behind what traces and logs a request, before what looks at its token.
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

    @Bean
    FilterRegistrationBean<BoundedRequests> boundedRequests(
            LoadProperties properties,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        var registration =
                new FilterRegistrationBean<>(
                        new BoundedRequests(properties.requestsMax(), problems));
        registration.setOrder(ORDER);
        return registration;
    }
}
