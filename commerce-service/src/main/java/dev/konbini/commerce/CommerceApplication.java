package dev.konbini.commerce;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the commerce-service.
@SpringBootApplication
public class CommerceApplication {

    static void main(String[] args) {
        SpringApplication.run(CommerceApplication.class, args);
    }
}
