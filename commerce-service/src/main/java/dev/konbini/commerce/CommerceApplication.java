package dev.konbini.commerce;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/// Starts the commerce-service.
@SpringBootApplication
@ConfigurationPropertiesScan
public class CommerceApplication {

    static void main(String[] args) {
        SpringApplication.run(CommerceApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /// New ids: UUIDs of version 7 (RFC 9562), which sort by the millisecond they were made in.
    ///
    /// A cart's is the only key to it, so all behind the time is random, also between two of one
    /// millisecond: who knows one cannot tell its neighbours (RFC 9562, section 6.9).
    @Bean
    Supplier<String> ids() {
        var generator = Generators.timeBasedEpochRandomGenerator();
        return () -> generator.generate().toString();
    }
}
