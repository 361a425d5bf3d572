package dev.konbini.logging.membership.kafka;

import dev.konbini.logging.membership.Heartbeat;
import dev.konbini.logging.membership.Instances;
import dev.konbini.logging.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads every heartbeat that the topic still holds, and each that follows, in a thread of its own.
///
/// It belongs to no consumer group: each replica reads all. It needs neither Kafka nor the topic to
/// be there when it starts.
@Component
final class HeartbeatReader implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);

    private final KafkaProperties kafka;
    private final String topic;
    private final Instances instances;
    private final JsonMapper json;
    private final Clock clock;
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private @Nullable Thread thread;

    HeartbeatReader(
            KafkaProperties kafka,
            Topics topics,
            Instances instances,
            JsonMapper json,
            Clock clock) {
        this.kafka = kafka;
        this.topic = topics.heartbeats();
        this.instances = instances;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        stopped = new CountDownLatch(1);
        thread = Thread.ofPlatform().daemon().name("heartbeats").start(this::run);
    }

    @Override
    public synchronized void stop() {
        stopped.countDown();
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void run() {
        while (isRunning()) {
            try (var consumer =
                    new KafkaConsumer<>(
                            properties(),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer())) {
                follow(consumer, partitions(consumer));
            } catch (KafkaException e) {
                LOG.debug("Heartbeats cannot be read at the moment", e);
                rest();
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        var partitions = new ArrayList<TopicPartition>();
        while (isRunning() && partitions.isEmpty()) {
            @Nullable List<PartitionInfo> found = partitionsFor(consumer);
            if (found == null || found.isEmpty()) {
                rest();
            } else {
                found.forEach(one -> partitions.add(new TopicPartition(topic, one.partition())));
            }
        }
        return partitions;
    }

    private @Nullable List<PartitionInfo> partitionsFor(Consumer<byte[], byte[]> consumer) {
        try {
            return consumer.partitionsFor(topic, ANSWER_MAX);
        } catch (TimeoutException e) {
            return null;
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (isRunning()) {
            for (var record : consumer.poll(POLL)) {
                hear(record.value());
            }
            noteProgress(consumer, partitions);
        }
    }

    // That nothing comes does not tell whether nobody speaks or Kafka is away; only its answer
    // does.
    private void noteProgress(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        var asked = clock.instant();
        try {
            var ends = consumer.endOffsets(partitions, ANSWER_MAX);
            if (ends.entrySet().stream()
                    .allMatch(
                            end -> consumer.position(end.getKey(), ANSWER_MAX) >= end.getValue())) {
                instances.heardAllUntil(asked);
            }
        } catch (TimeoutException e) {
            LOG.debug("Kafka does not answer, so what is known of instances stays as it is", e);
        }
    }

    private void hear(byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        try {
            instances.hear(json.readValue(value, Heartbeat.class));
        } catch (JacksonException e) {
            LOG.debug("A heartbeat cannot be read", e);
        }
    }

    private void rest() {
        try {
            if (stopped.await(1, TimeUnit.SECONDS)) {
                LOG.debug("Stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> properties() {
        var properties = new HashMap<>(kafka.buildConsumerProperties());
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
        properties.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2000);
        return properties;
    }
}
