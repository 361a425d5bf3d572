package dev.konbini.logging.ledger;

import dev.konbini.logging.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/// Counts the lines that are in Kafka and not booked yet.
@Component
final class Pending {

    private static final Logger LOG = LoggerFactory.getLogger(Pending.class);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(4);

    private final KafkaProperties kafka;
    private final ChunkStore chunks;
    private final String topic;

    Pending(KafkaProperties kafka, ChunkStore chunks, Topics topics) {
        this.kafka = kafka;
        this.chunks = chunks;
        this.topic = topics.lines();
    }

    /// How many there are; null where Kafka does not say.
    @Nullable Long count() {
        var properties = kafka.buildAdminProperties();
        properties.put(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_MAX.toMillis());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_MAX.toMillis());
        try (var admin = Admin.create(properties)) {
            var partitions =
                    admin
                            .describeTopics(List.of(topic))
                            .allTopicNames()
                            .get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS)
                            .values()
                            .iterator()
                            .next()
                            .partitions()
                            .stream()
                            .map(one -> new TopicPartition(topic, one.partition()))
                            .toList();
            var begins = offsets(admin, partitions, OffsetSpec.earliest());
            var ends = offsets(admin, partitions, OffsetSpec.latest());
            var booked = chunks.ends(topic);
            return partitions.stream()
                    .mapToLong(one ->
                            Math.max(
                                    0,
                                    ends.getOrDefault(one, 0L)
                                            - Math.max(
                                                    begins.getOrDefault(one, 0L),
                                                    booked.getOrDefault(one.partition(), 0L))))
                    .sum();
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.debug("Kafka does not say how much waits", e);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static Map<TopicPartition, Long> offsets(
            Admin admin, Iterable<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(one -> wanted.put(one, which));
        var offsets = new HashMap<TopicPartition, Long>();
        admin.listOffsets(wanted)
                .all()
                .get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .forEach((one, info) -> offsets.put(one, info.offset()));
        return offsets;
    }
}
