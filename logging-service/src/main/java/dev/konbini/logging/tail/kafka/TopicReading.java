package dev.konbini.logging.tail.kafka;

import dev.konbini.logging.tail.Extent;
import dev.konbini.logging.tail.Position;
import dev.konbini.logging.topic.BoundedPolls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.util.unit.DataSize;

/// Reads all partitions of one topic from a place that is given.
final class TopicReading {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
    private static final DataSize POLL_MAX = DataSize.ofMegabytes(4);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private List<TopicPartition> partitions = List.of();
    private @Nullable Position place;

    TopicReading(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    /// Takes in partitions that came to be. What is known of the topic is not asked for each time
    /// but once in `metadata.max.age.ms`.
    ///
    /// @return whether the topic is there
    boolean find() {
        @Nullable List<PartitionInfo> found = partitionsFor();
        if (found != null && found.size() > partitions.size()) {
            var all = new ArrayList<TopicPartition>();
            for (var number = 0; number < found.size(); number++) {
                all.add(new TopicPartition(topic, number));
            }
            partitions = List.copyOf(all);
            consumer.assign(partitions);
            place = null;
        }
        return !partitions.isEmpty();
    }

    private @Nullable List<PartitionInfo> partitionsFor() {
        try {
            return consumer.partitionsFor(topic, ANSWER_MAX);
        } catch (TimeoutException e) {
            return null;
        }
    }

    /// Reads on at `wanted`, where it is not there already.
    void goTo(Position wanted) {
        if (wanted.equals(place)) {
            return;
        }
        for (var partition : partitions) {
            consumer.seek(partition, wanted.at(partition.partition()));
        }
        place = wanted;
    }

    /// What comes within `patience`.
    ///
    /// @throws org.apache.kafka.clients.consumer.OffsetOutOfRangeException where Kafka no longer
    ///   has what is at this place
    ConsumerRecords<byte[], byte[]> poll(Duration patience) {
        var records = consumer.poll(patience);
        if (!records.isEmpty()) {
            place =
                    Position.of(
                            partitions.stream()
                                    .mapToLong(partition ->
                                            records.records(partition).isEmpty()
                                                    ? at(partition)
                                                    : records.records(partition).getLast().offset()
                                                            + 1)
                                    .toArray());
        }
        return records;
    }

    /// How many lines there are behind this place, as far as Kafka told with the last lines.
    long lag() {
        return partitions.stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    /// What Kafka has.
    ///
    /// @throws TimeoutException where it does not say so in time
    Extent extent() {
        return new Extent(
                position(consumer.beginningOffsets(partitions, ANSWER_MAX)),
                position(consumer.endOffsets(partitions, ANSWER_MAX)));
    }

    private long at(TopicPartition partition) {
        return place == null ? 0 : place.at(partition.partition());
    }

    private Position position(Map<TopicPartition, Long> offsets) {
        return Position.of(
                partitions.stream()
                        .mapToLong(partition -> offsets.getOrDefault(partition, 0L))
                        .toArray());
    }

    static Map<String, Object> properties(KafkaProperties kafka) {
        var properties = new HashMap<>(kafka.buildConsumerProperties());
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2000);
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5000);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        BoundedPolls.bound(properties, POLL_MAX);
        return properties;
    }
}
