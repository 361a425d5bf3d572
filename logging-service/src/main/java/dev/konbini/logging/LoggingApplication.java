package dev.konbini.logging;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the logging-service.
@SpringBootApplication
public class LoggingApplication {

    static void main(String[] args) {
        SpringApplication.run(LoggingApplication.class, args);
    }
}
