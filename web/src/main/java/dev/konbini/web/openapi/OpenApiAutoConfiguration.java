package dev.konbini.web.openapi;

import io.swagger.v3.core.converter.ModelConverter;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
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

    @Bean
    ModelConverter answeredRecords() {
        return new AnsweredRecords();
    }
}
