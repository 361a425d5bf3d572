package dev.konbini.logging.topic;

import dev.konbini.telemetry.topic.ServedPartitions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/// How records are sent that must not be lost: acknowledged by every replica in sync, each once, or
/// refused within a time.
public final class SafeProducing {

    private SafeProducing() {}

    /// The settings of a producer whose serializers are given to it.
    ///
    /// @param answerMax how long a send may take, all its repeats included
    public static Map<String, Object> settings(KafkaProperties kafka, Duration answerMax) {
        var settings = new HashMap<>(kafka.buildProducerProperties());
        var millis = Math.toIntExact(answerMax.toMillis());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        settings.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
        settings.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        return settings;
    }

    /// Makes the topic, unless it is there, and waits until records may be sent to it.
    ///
    /// @throws ExecutionException if Kafka refuses
    /// @throws TimeoutException if it does not answer within `answerMax`
    public static void makeTopic(KafkaProperties kafka, NewTopic wanted, Duration answerMax)
            throws ExecutionException, InterruptedException, TimeoutException {
        try (var admin = Admin.create(kafka.buildAdminProperties())) {
            admin.createTopics(List.of(wanted))
                    .all()
                    .get(answerMax.toMillis(), TimeUnit.MILLISECONDS);
            ServedPartitions.of(admin, wanted).get(answerMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
