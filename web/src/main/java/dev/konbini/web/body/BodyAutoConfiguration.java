package dev.konbini.web.body;

import java.time.Instant;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// Refuses a JSON body whose values are not of the type that is asked for, where Jackson would bend
/// them: 1.9 would be stored as 1, "7" as 7, and of a name that stands twice the last value. Times
/// are bounded as those of parameters are.
///
/// This is of requests alone. What is stored or comes from Kafka was taken once and stays readable.
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class BodyAutoConfiguration {

    /// Comes after Spring Boot's own, of which it takes the place.
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ServerHttpMessageConvertersCustomizer exactBodies(JsonMapper json) {
        var exact =
                json.rebuild()
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .addModule(
                                new SimpleModule("bounded times")
                                        .addDeserializer(Instant.class, new BoundedInstant()))
                        .build();
        return converters ->
                converters.withJsonConverter(new JacksonJsonHttpMessageConverter(exact));
    }
}
