package dev.konbini.web.openapi;

import io.swagger.v3.core.converter.ModelConverter;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.ServerBaseUrlCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/// Completes the OpenAPI document of a service that has springdoc.
@AutoConfiguration
@ConditionalOnClass(GlobalOpenApiCustomizer.class)
public class OpenApiAutoConfiguration {

    @Bean
    GlobalOpenApiCustomizer problemsInOpenApi() {
        return new ProblemResponses();
    }

    /// The document names no server: its paths count from where it was got, through whatever stands
    /// in between.
    @Bean
    ServerBaseUrlCustomizer noServer() {
        return (url, request) -> null;
    }

    @Bean
    ModelConverter answeredRecords() {
        return new AnsweredRecords();
    }
}
