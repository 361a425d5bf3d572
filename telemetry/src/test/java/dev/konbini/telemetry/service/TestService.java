package dev.konbini.telemetry.service;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// A service with nothing of its own but a few endpoints that log.
@SpringBootApplication
public class TestService {

    private static final Logger LOGGER = LoggerFactory.getLogger(TestService.class);

    public static void main(String... arguments) {
        SpringApplication.run(TestService.class, arguments);
    }

    @RestController
    static class Greetings {

        @GetMapping("/greetings/{name}")
        String greet(@PathVariable String name) {
            LOGGER.info("Greeting {}", name);
            return "hello";
        }

        @PostMapping("/payments")
        String pay() {
            LOGGER.info("Paid");
            return "paid";
        }

        @GetMapping("/failure")
        String fail() {
            throw new IllegalStateException();
        }
    }
}
