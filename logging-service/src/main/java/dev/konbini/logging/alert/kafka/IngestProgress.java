package dev.konbini.logging.alert.kafka;

import dev.konbini.logging.topic.Groups;
import dev.konbini.logging.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/// Tells whether all lines received before a time are indexed.
///
/// They are when the consumers of lines have committed, in each partition, beyond the last record
/// before that time, since they commit what is stored.
@Component
public final class IngestProgress implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(IngestProgress.class);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    private final KafkaProperties kafka;
    private final String topic;
    private final String group;
    private volatile Instant reached = Instant.MIN;
    private @Nullable Admin admin;

    public IngestProgress(KafkaProperties kafka, Topics topics, Groups groups) {
        this.kafka = kafka;
        this.topic = topics.lines();
        this.group = groups.ofLines();
    }

    /// Whether all lines received before `time` are indexed; false where Kafka does not say so.
    public boolean hasReached(Instant time) {
        if (!reached.isBefore(time)) {
            return true;
        }
        try {
            if (isCommitted(time)) {
                reached = time;
                return true;
            }
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debug("It is not known how far lines are indexed", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isCommitted(Instant time)
            throws ExecutionException, InterruptedException, TimeoutException {
        var admin = admin();
        var partitions =
                answer(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                        .flatMap(described -> described.partitions().stream())
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
        var earliest = offsets(admin, partitions, OffsetSpec.earliest());
        var latest = offsets(admin, partitions, OffsetSpec.latest());
        var first = offsets(admin, partitions, OffsetSpec.forTimestamp(time.toEpochMilli()));
        Map<TopicPartition, OffsetAndMetadata> committed =
                answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return partitions.stream()
                .allMatch(partition -> {
                    var from = first.getOrDefault(partition, -1L);
                    // Without a record of that time or later, all there is has to be done.
                    var needed = from < 0 ? latest.getOrDefault(partition, 0L) : from;
                    @Nullable OffsetAndMetadata done = committed.get(partition);
                    return needed <= earliest.getOrDefault(partition, 0L)
                            || (done != null && done.offset() >= needed);
                });
    }

    private static Map<TopicPartition, Long> offsets(
            Admin admin, List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer(
                        admin.listOffsets(
                                        partitions.stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                Function.identity(),
                                                                partition -> spec)))
                                .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> offset(entry.getValue())));
    }

    private static long offset(ListOffsetsResultInfo info) {
        return info.offset();
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Connects when it is first needed, so that the service starts without Kafka.
    private synchronized Admin admin() {
        if (admin == null) {
            var properties = kafka.buildAdminProperties();
            properties.put(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_MAX.toMillis());
            properties.put(
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_MAX.toMillis());
            admin = Admin.create(properties);
        }
        return admin;
    }

    @Override
    public synchronized void destroy() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
