package dev.konbini.transaction.outbox;

import dev.konbini.transaction.background.BackgroundLoop;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The thread on which events are published.
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    @Bean
    BackgroundLoop outboxLoop(Outbox outbox) {
        return new BackgroundLoop("outbox", Duration.ZERO, outbox::work, outbox::close);
    }
}
