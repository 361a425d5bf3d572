package dev.konbini.logging.deadletter.kafka;

import dev.konbini.logging.deadletter.ListLetters;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Gives the binder a function for the topic of dead letters. A batch that fails waits and is tried
/// again, like those of lines and events.
@Configuration(proxyBeanMethods = false)
class LetterBinding {

    @Bean
    Consumer<List<ConsumerRecord<byte[], byte[]>>> listedLetters(ListLetters listLetters) {
        return listLetters::take;
    }
}
