package dev.konbini.gateway.route;

import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Takes no more connections than the heap holds, even if a part of a request has come on each:
/// those beyond wait to be taken.
@Configuration(proxyBeanMethods = false)
class OpenConnections {

    private static final long BYTES_PER_CONNECTION = 128 << 10;

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> boundedConnections() {
        var max = Math.toIntExact(Runtime.getRuntime().maxMemory() / BYTES_PER_CONNECTION);
        return factory ->
                factory.addConnectorCustomizers(connector -> {
                    if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
                        protocol.setMaxConnections(max);
                    }
                });
    }
}
