package dev.konbini.transaction.order;

import dev.konbini.transaction.background.BackgroundLoop;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The work on orders that goes on beside requests.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OrderProperties.class)
class OrderConfiguration {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    @Bean
    BackgroundLoop finishLoop(FinishOrders finish) {
        return new BackgroundLoop("orders", INTERVAL, _ -> finish.work(), () -> {});
    }
}
