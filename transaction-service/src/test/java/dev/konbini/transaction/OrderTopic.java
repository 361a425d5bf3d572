package dev.konbini.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
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

/// Reads a topic of orders from its beginning, as somebody who knows nothing of the service.
public final class OrderTopic implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> records = new ArrayList<>();

    public OrderTopic(String topic) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                System.getProperty("konbini.test.kafka", ""),
                                "auto.offset.reset",
                                "earliest",
                                "allow.auto.create.topics",
                                false),
                        new StringDeserializer(),
                        new StringDeserializer());
        consumer.assign(
                consumer.partitionsFor(topic).stream()
                        .map(part -> new TopicPartition(topic, part.partition()))
                        .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /// How many partitions there are.
    public int partitions() {
        return consumer.assignment().size();
    }

    /// All records so far, as soon as they are as `wanted`.
    public List<ConsumerRecord<String, String>> await(
            Predicate<List<ConsumerRecord<String, String>>> wanted) {
        var end = Instant.now().plus(PATIENCE);
        while (!wanted.test(records)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(
                        "Not within %s; there are %s".formatted(PATIENCE, records));
            }
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        return List.copyOf(records);
    }

    /// All records there are now.
    public List<ConsumerRecord<String, String>> all() {
        var ends = consumer.endOffsets(consumer.assignment());
        return await(_ ->
                ends.entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
    }

    /// The records about the order `id`, as soon as one is of the type `last`.
    public List<ConsumerRecord<String, String>> of(String id, String last) {
        return await(all ->
                        all.stream()
                                .anyMatch(found ->
                                        found.key().equals(id) && type(found).equals(last)))
                .stream()
                .filter(found -> found.key().equals(id))
                .toList();
    }

    public static String type(ConsumerRecord<String, String> found) {
        return json(found).at("/type").asString().replace("dev.konbini.", "");
    }

    public static String id(ConsumerRecord<String, String> found) {
        return json(found).at("/id").asString();
    }

    public static JsonNode json(ConsumerRecord<String, String> found) {
        return JSON.readTree(found.value());
    }

    public static String header(ConsumerRecord<String, String> found, String name) {
        var header = found.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
