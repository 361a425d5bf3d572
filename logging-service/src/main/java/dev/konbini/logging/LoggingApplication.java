package dev.konbini.logging;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/// Starts the logging-service.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class LoggingApplication {

    static void main(String[] args) {
        SpringApplication.run(LoggingApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
