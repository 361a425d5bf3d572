package dev.konbini.web.drain;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/// Lets every web service leave without a failed request.
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(DrainProperties.class)
public class DrainAutoConfiguration {

    @Bean
    Drain drain(DrainProperties properties) {
        return new Drain(properties);
    }

    @Bean
    FilterRegistrationBean<CloseConnections> closeConnections(Drain drain) {
        var registration = new FilterRegistrationBean<>(new CloseConnections(drain));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
