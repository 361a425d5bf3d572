package dev.konbini.transaction.outbox.kafka;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How this suite's topics are called.
///
/// @param prefix before each topic's name; another one keeps a second suite on the same brokers
///   apart
@Validated
@ConfigurationProperties("konbini.topics")
public record TopicProperties(@NotNull @DefaultValue("konbini.") String prefix) {

    String orders() {
        return prefix + "orders";
    }
}
