package dev.konbini.gateway;

import java.security.Security;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the gateway.
@SpringBootApplication
public class GatewayApplication {

    static void main(String[] args) {
        // The JVM keeps what a name stands for for half a minute; replicas come and go faster.
        Security.setProperty("networkaddress.cache.ttl", "1");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        SpringApplication.run(GatewayApplication.class, args);
    }
}
