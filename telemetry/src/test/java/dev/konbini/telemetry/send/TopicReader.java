package dev.konbini.telemetry.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a topic from its start, partition by partition in order, until a test has seen enough.
final class TopicReader {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TopicReader() {}

    /// Returns the records once `enough` is true of them; fails after two minutes.
    static List<ConsumerRecord<String, String>> read(
            String kafka, String topic, Predicate<List<ConsumerRecord<String, String>>> enough) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka, "allow.auto.create.topics", false),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            var deadlineNanos = System.nanoTime() + LIMIT.toNanos();
            var records = new ArrayList<ConsumerRecord<String, String>>();
            var assigned = false;
            while (!enough.test(records)) {
                if (System.nanoTime() - deadlineNanos > 0) {
                    throw new AssertionError(
                            "%s has %d records, not enough: %s"
                                    .formatted(topic, records.size(), records));
                }
                if (!assigned) {
                    var partitions = consumer.partitionsFor(topic);
                    if (partitions != null && !partitions.isEmpty()) {
                        var all =
                                partitions.stream()
                                        .map(info -> new TopicPartition(topic, info.partition()))
                                        .toList();
                        consumer.assign(all);
                        consumer.seekToBeginning(all);
                        assigned = true;
                    }
                }
                if (assigned) {
                    consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                }
            }
            return records;
        }
    }

    static JsonNode json(ConsumerRecord<String, String> record) {
        return JSON.readTree(record.value());
    }

    static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    static Predicate<List<ConsumerRecord<String, String>>> someSays(String message) {
        return records -> records.stream().anyMatch(record -> record.value().contains(message));
    }
}
