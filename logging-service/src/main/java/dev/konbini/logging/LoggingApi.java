package dev.konbini.logging;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The page that describes the HTTP interface, at `/v3/api-docs`.
@Configuration(proxyBeanMethods = false)
class LoggingApi {

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Konbini logging-service")
                                .version("1")
                                .description(
                                        "Log lines, timelines of orders and living instances. Every error is a problem document (RFC 9457)."));
    }
}
