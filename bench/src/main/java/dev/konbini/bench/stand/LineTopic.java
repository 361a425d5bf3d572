package dev.konbini.bench.stand;

import dev.konbini.bench.corpus.Corpus;
import dev.konbini.cli.Refusal;
import dev.konbini.cli.task.Tasks;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// The topic `konbini.logs` of a stand.
public final class LineTopic implements AutoCloseable {

    public static final String NAME = "konbini.logs";

    private static final String GROUP = "konbini-logging-logs";

    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;
    private final int partitions;

    /// Makes the topic.
    ///
    /// @param partitions at most [Corpus#INSTANCES], or some would stay empty
    public LineTopic(String brokers, int partitions) {
        this.partitions = partitions;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
        this.producer =
                // As telemetry does: how records are batched and compressed decides what reading
                // costs.
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                brokers,
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                "lz4",
                                ProducerConfig.LINGER_MS_CONFIG,
                                5),
                        new StringSerializer(),
                        new ByteArraySerializer());
        result(
                admin.createTopics(
                                java.util.List.of(
                                        new NewTopic(
                                                NAME, Optional.of(partitions), Optional.empty())))
                        .all());
        // Answered when the broker takes records of each partition: docs/decisions/new-topics.md.
        var _ = ends();
    }

    /// Sends all of `corpus`, and returns when Kafka has it.
    ///
    /// @param tenant whose each line is, by its number
    public void fill(Corpus corpus, IntFunction<String> tenant) {
        var failure = new AtomicReference<@Nullable Exception>();
        for (int number = 0; number < corpus.lines() && failure.get() == null; number++) {
            var _ =
                    producer.send(
                            record(
                                    number,
                                    corpus.time(number).toEpochMilli(),
                                    tenant.apply(number),
                                    corpus.id(number),
                                    corpus.line(number)),
                            (_, e) -> failure.compareAndSet(null, e));
        }
        producer.flush();
        var first = failure.get();
        if (first != null) {
            throw Refusal.failed(
                    "Kafka did not take the lines (%s).".formatted(first.getMessage()));
        }
    }

    /// Sends one line; does not wait for Kafka.
    ///
    /// @param number decides which instance and partition it is of
    public void send(int number, long timeMillis, String tenant, String id, byte[] line) {
        var _ = producer.send(record(number, timeMillis, tenant, id, line));
    }

    private ProducerRecord<String, byte[]> record(
            int number, long timeMillis, String tenant, String id, byte[] line) {
        // By number, not by key, so that all partitions get the same.
        var record =
                new ProducerRecord<>(
                        NAME,
                        number % Corpus.INSTANCES % partitions,
                        timeMillis,
                        Corpus.instance(number),
                        line);
        record.headers().add("tenant", tenant.getBytes(StandardCharsets.UTF_8));
        record.headers().add("id", id.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    /// How far each partition is filled.
    public Map<TopicPartition, Long> ends() {
        var latest =
                IntStream.range(0, partitions)
                        .mapToObj(partition -> new TopicPartition(NAME, partition))
                        .collect(Collectors.toMap(each -> each, _ -> OffsetSpec.latest()));
        return result(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
    }

    /// How many records there are before `ends`.
    public static long records(Map<TopicPartition, Long> ends) {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    /// How many of the records before `ends` the service has taken in, by what it has committed.
    public long taken(Map<TopicPartition, Long> ends) {
        var committed = committed();
        return ends.entrySet().stream()
                .mapToLong(
                        end -> Math.min(committed.getOrDefault(end.getKey(), 0L), end.getValue()))
                .sum();
    }

    /// How far the service has taken each partition, by what it has committed; those of which it
    /// has taken nothing yet are missing.
    public Map<TopicPartition, Long> committed() {
        return result(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata())
                .entrySet()
                .stream()
                .filter(each -> each.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
    }

    private static <T> T result(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw Refusal.failed("Kafka refuses: " + e.getCause());
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
