package dev.konbini.logging.metric.kafka;

import dev.konbini.logging.metric.PointIntake;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Gives the binder the function for the topic of metrics. What is done with a batch that fails is
/// said where lines and events are bound: it waits, and is tried again, for ever.
@Configuration(proxyBeanMethods = false)
class PointBinding {

    @Bean
    Consumer<List<ConsumerRecord<byte[], byte[]>>> points(PointIntake intake) {
        return intake::take;
    }
}
