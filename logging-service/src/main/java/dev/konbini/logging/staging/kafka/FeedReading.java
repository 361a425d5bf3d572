package dev.konbini.logging.staging.kafka;

import dev.konbini.logging.staging.StagingNames;
import dev.konbini.logging.staging.StagingProperties;
import dev.konbini.logging.topic.BoundedPolls;
import dev.konbini.logging.topic.GroupMember;
import dev.konbini.logging.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/// Reads production's lines for staging, as one member of the feeders' group.
final class FeedReading implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final Duration lookBack;
    private final FeedMeters meters;
    private final Clock clock;
    private ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty();

    private FeedReading(
            Consumer<byte[], byte[]> consumer, Duration lookBack, FeedMeters meters, Clock clock) {
        this.consumer = consumer;
        this.lookBack = lookBack;
        this.meters = meters;
        this.clock = clock;
    }

    /// Takes what comes within `patience`.
    ///
    /// @return how many lines that are
    int poll(Duration patience) {
        consumer.resume(consumer.paused());
        try {
            records = consumer.poll(patience);
        } catch (NoOffsetForPartitionException e) {
            records = ConsumerRecords.empty();
            begin(e.partitions());
        } catch (OffsetOutOfRangeException e) {
            records = ConsumerRecords.empty();
            meters.expired();
            consumer.seekToBeginning(e.partitions());
        }
        return records.count();
    }

    /// What [#poll] took last.
    ConsumerRecords<byte[], byte[]> records() {
        return records;
    }

    /// Says that what was taken last is done.
    void commit() {
        consumer.commitSync(records.nextOffsets());
    }

    /// Makes that what was taken last comes again.
    void goBack() {
        for (var partition : records.partitions()) {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, records.records(partition).getFirst().offset());
            }
        }
        records = ConsumerRecords.empty();
    }

    /// Lets `time` pass as a member of the group that takes nothing.
    void idle(Duration time) {
        consumer.pause(consumer.assignment());
        // Of a partition that came meanwhile.
        records = consumer.poll(time);
        goBack();
    }

    /// How many lines there are behind, as far as Kafka told with the last ones.
    long lag() {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    // Committed at once: were this replica to die before its first batch is done, lines that come
    // meanwhile would be passed over.
    private void begin(Collection<TopicPartition> partitions) {
        var since = clock.instant().minus(lookBack).toEpochMilli();
        var wanted = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> wanted.put(partition, since));
        var found = consumer.offsetsForTimes(wanted);
        var ends = consumer.endOffsets(partitions);
        var begun = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : partitions) {
            var first = found.get(partition);
            var offset = first == null ? ends.getOrDefault(partition, 0L) : first.offset();
            consumer.seek(partition, offset);
            begun.put(partition, new OffsetAndMetadata(offset));
        }
        consumer.commitSync(begun);
    }

    @Override
    public void close() {
        consumer.close();
    }

    /// Joins the feeders' group.
    @Component
    static final class Source {

        private final KafkaProperties kafka;
        private final Topics topics;
        private final StagingNames names;
        private final StagingProperties properties;
        private final FeedMeters meters;
        private final Clock clock;

        Source(
                KafkaProperties kafka,
                Topics topics,
                StagingNames names,
                StagingProperties properties,
                FeedMeters meters,
                Clock clock) {
            this.kafka = kafka;
            this.topics = topics;
            this.names = names;
            this.properties = properties;
            this.meters = meters;
            this.clock = clock;
        }

        FeedReading open() {
            var consumer = new KafkaConsumer<byte[], byte[]>(GroupMember.of(settings()));
            // A pattern, so that it does not matter when the topic comes to be.
            consumer.subscribe(Pattern.compile(Pattern.quote(topics.lines())));
            return new FeedReading(consumer, properties.lookBack(), meters, clock);
        }

        private Map<String, Object> settings() {
            var settings = new HashMap<>(kafka.buildConsumerProperties());
            settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, names.feeders());
            settings.put(ConsumerConfig.CLIENT_ID_CONFIG, names.feeders());
            settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
            settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
            settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5000);
            settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5000);
            // A pace is kept between batches, so none may be of more than a second.
            settings.put(
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    Math.min(properties.batch(), properties.readPerSecond()));
            var bytes = Math.toIntExact(properties.fetch().toBytes());
            settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, bytes);
            settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, bytes);
            BoundedPolls.bound(settings, properties.fetch());
            settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 64 << 10);
            return settings;
        }
    }
}
