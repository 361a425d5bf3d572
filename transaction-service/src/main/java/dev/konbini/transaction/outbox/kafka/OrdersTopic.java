package dev.konbini.transaction.outbox.kafka;

import dev.konbini.telemetry.topic.ServedPartitions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/// Makes sure that the topic is there, once Kafka is.
@Component
final class OrdersTopic {

    private static final int PARTITIONS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaProperties kafka;
    private final TopicProperties topics;

    OrdersTopic(KafkaProperties kafka, TopicProperties topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    String name() {
        return topics.orders();
    }

    /// Makes the topic unless it exists.
    ///
    /// @throws KafkaException if Kafka does not answer, or does not let us
    void ensure() throws InterruptedException {
        // A new one each time: one whose thread has ended, or that waits to connect until a clock
        // that was set back has come to where it was, would find Kafka no more.
        var client = client();
        try {
            client.describeTopics(List.of(name()))
                    .allTopicNames()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new KafkaException(
                        "Topic %s cannot be looked at".formatted(name()), e.getCause());
            }
            create(client);
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka did not answer within " + PATIENCE, e);
        } finally {
            client.close(Duration.ZERO);
        }
    }

    private void create(Admin client) throws InterruptedException {
        // Without a replication factor of our own the brokers' default holds, as their operator has
        // set it.
        var topic = new NewTopic(name(), Optional.of(PARTITIONS), Optional.empty());
        try {
            client.createTopics(List.of(topic))
                    .all()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            ServedPartitions.of(client, topic).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("Topic %s cannot be made".formatted(name()), e.getCause());
            }
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka did not answer within " + PATIENCE, e);
        }
    }

    private Admin client() {
        Map<String, Object> settings = kafka.buildAdminProperties();
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return Admin.create(settings);
    }
}
