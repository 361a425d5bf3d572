package dev.konbini.cli.upgrade;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.upgrade.Tally.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;

/// The events about orders, in their topic.
///
/// @param client properties by which Kafka is reached, `bootstrap.servers` among them
record KafkaEvents(Map<String, String> client, String topic) implements Store {

    private static final Duration POLL = Duration.ofSeconds(1);

    /// How far this machine's clock may be ahead of those that stamp events.
    private static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(5);

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String name() {
        return "Kafka";
    }

    /// Reads the topic from the first moment to its present end.
    @Override
    public Tally look(Set<String> acknowledged, Instant since) {
        var settings = new HashMap<String, Object>(client);
        settings.put("allow.auto.create.topics", "false");
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic, LIMIT).stream()
                            .map(each -> new TopicPartition(each.topic(), each.partition()))
                            .toList();
            if (partitions.isEmpty()) {
                throw Refusal.failed("there is no topic " + topic);
            }
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions, LIMIT);
            seek(consumer, since, ends);
            return Tally.ofEvents(name(), acknowledged, read(consumer, ends).stream());
        }
    }

    private static void seek(
            KafkaConsumer<String, String> consumer, Instant since, Map<TopicPartition, Long> ends) {
        var from = since.minus(CLOCKS_APART_MAX).toEpochMilli();
        var starts =
                consumer.offsetsForTimes(
                        ends.keySet().stream()
                                .collect(Collectors.toMap(each -> each, each -> from)),
                        LIMIT);
        for (var end : ends.entrySet()) {
            var start = starts.get(end.getKey());
            consumer.seek(end.getKey(), start == null ? end.getValue() : start.offset());
        }
    }

    private static List<Event> read(
            KafkaConsumer<String, String> consumer, Map<TopicPartition, Long> ends) {
        var events = new ArrayList<Event>();
        var deadline = Instant.now().plus(LIMIT);
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey(), LIMIT) < end.getValue())) {
            var records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                deadline = Instant.now().plus(LIMIT);
            } else if (Instant.now().isAfter(deadline)) {
                throw Refusal.failed("nothing came for %d s".formatted(LIMIT.toSeconds()));
            }
            for (ConsumerRecord<String, String> record : records) {
                var event = JSON.readTree(record.value());
                events.add(
                        new Event(
                                event.path("subject").asString(""),
                                event.path("type").asString(""),
                                event.path("id").asString("")));
            }
        }
        return events;
    }
}
