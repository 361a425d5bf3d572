package dev.konbini.logging.ingest.kafka;

import dev.konbini.logging.ingest.IngestProperties;
import dev.konbini.logging.ingest.Intake;
import dev.konbini.logging.topic.GroupMember;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.cloud.stream.binder.kafka.config.ClientFactoryCustomizer;
import org.springframework.cloud.stream.config.ConsumerEndpointCustomizer;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.kafka.inbound.KafkaMessageDrivenChannelAdapter;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/// Gives the binder a function for each topic and says what to do with a batch that failed: wait,
/// and try again, for ever.
@Configuration(proxyBeanMethods = false)
class IngestBindings {

    @Bean
    Consumer<List<ConsumerRecord<byte[], byte[]>>> lines(Intake lineIntake) {
        return lineIntake::take;
    }

    @Bean
    Consumer<List<ConsumerRecord<byte[], byte[]>>> events(Intake eventIntake) {
        return eventIntake::take;
    }

    @Bean
    CommonErrorHandler waiting(IngestProperties properties) {
        var backOff = new ExponentialBackOff(properties.waitMin().toMillis(), 2);
        backOff.setMaxInterval(properties.waitMax().toMillis());
        backOff.setJitter(properties.waitMin().toMillis() / 2);
        var waiting = new DefaultErrorHandler(backOff);
        // By default some exceptions make it skip the batch.
        waiting.setClassifications(Map.of(), true);
        waiting.setLogLevel(KafkaException.Level.DEBUG);
        return waiting;
    }

    /// Names the consumers' threads for their group.
    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> namedThreads() {
        return (container, destination, group) -> container.setBeanName(group);
    }

    @Bean
    ClientFactoryCustomizer groupMembers() {
        return new ClientFactoryCustomizer() {
            @Override
            public void configure(ConsumerFactory<?, ?> consumers) {
                consumers.updateConfigs(GroupMember.of(consumers.getConfigurationProperties()));
            }
        };
    }

    /// With an error channel each failed try would be logged with its stack; with the default
    /// converter each record's headers would be copied into maps that nobody reads.
    @Bean
    @SuppressWarnings("NullAway") // Null means none, although it is not declared so.
    ConsumerEndpointCustomizer<KafkaMessageDrivenChannelAdapter<byte[], byte[]>>
            untouchedBatches() {
        return (endpoint, destination, group) -> {
            endpoint.setErrorChannel(null);
            endpoint.setBatchMessageConverter(new UntouchedBatch());
        };
    }
}
