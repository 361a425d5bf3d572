package dev.konbini.web.drain;

import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
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
    FilterRegistrationBean<CloseConnections> closeConnections(
            Drain drain, DrainProperties properties) {
        var registration =
                new FilterRegistrationBean<>(new CloseConnections(drain, properties.unreadyFor()));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /// How long a connection may stay unused is for [CloseConnections] to say: Tomcat would say how
    /// long it keeps it.
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> quietTomcat() {
        return factory ->
                factory.addConnectorCustomizers(connector -> {
                    if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                        http.setUseKeepAliveResponseHeader(false);
                    }
                });
    }
}
