package dev.konbini.web.time;

import java.text.ParseException;
import java.time.Instant;
import java.util.Locale;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.format.FormatterRegistry;
import org.springframework.format.datetime.standard.InstantFormatter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Holds every parameter that is a time to the bounds of [RequestTime].
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class RequestTimeAutoConfiguration {

    @Bean
    WebMvcConfigurer boundedTimes() {
        return new WebMvcConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addFormatterForFieldType(Instant.class, new Bounded());
            }
        };
    }

    private static final class Bounded extends InstantFormatter {

        @Override
        public Instant parse(String text, Locale locale) throws ParseException {
            return RequestTime.bounded(super.parse(text, locale));
        }
    }
}
