package dev.konbini.transaction;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the transaction-service.
@SpringBootApplication
public class TransactionApplication {

    static void main(String[] args) {
        SpringApplication.run(TransactionApplication.class, args);
    }
}
