package dev.konbini.logging.ledger;

import dev.konbini.logging.topic.TopicOffsets;
import dev.konbini.logging.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
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
        try (var offsets = new TopicOffsets(kafka, topic, ANSWER_MAX, Map.of())) {
            return offsets.lag(chunks.ends(topic)).behind();
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.debug("Kafka does not say how much waits", e);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
