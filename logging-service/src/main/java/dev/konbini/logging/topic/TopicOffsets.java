package dev.konbini.logging.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/// Asks Kafka how far a topic reaches, and how far groups are in it; offsets are by partition.
///
/// Every question throws ExecutionException if Kafka refuses or there is no such topic, and
/// TimeoutException if it does not answer in time.
public final class TopicOffsets implements AutoCloseable {

    private static final Duration CLOSE_MAX = Duration.ofSeconds(1);

    private final Admin admin;
    private final String topic;
    private final Duration answerMax;

    /// @param answerMax how long an answer may take
    /// @param others settings in place of those for the suite's own Kafka
    public TopicOffsets(
            KafkaProperties kafka, String topic, Duration answerMax, Map<String, Object> others) {
        var settings = kafka.buildAdminProperties();
        var millis = Math.toIntExact(answerMax.toMillis());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        settings.putAll(others);
        this.admin = Admin.create(settings);
        this.topic = topic;
        this.answerMax = answerMax;
    }

    /// Each of `which` of all partitions, in their order; -1 where there is no such offset.
    public List<Map<Integer, Long>> at(OffsetSpec... which)
            throws ExecutionException, InterruptedException, TimeoutException {
        var partitions =
                answer(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                        .flatMap(described -> described.partitions().stream())
                        .map(one -> new TopicPartition(topic, one.partition()))
                        .toList();
        var all = new ArrayList<Map<Integer, Long>>();
        for (var one : which) {
            all.add(at(partitions, one));
        }
        return all;
    }

    private Map<Integer, Long> at(List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(one -> wanted.put(one, which));
        var offsets = new HashMap<Integer, Long>();
        answer(admin.listOffsets(wanted).all())
                .forEach((one, info) -> offsets.put(one.partition(), info.offset()));
        return offsets;
    }

    /// What `group` has committed; a partition of which it has committed nothing is missing.
    public Map<Integer, Long> committed(String group)
            throws ExecutionException, InterruptedException, TimeoutException {
        var committed = new HashMap<Integer, Long>();
        var offsets = answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        for (var one : offsets.keySet()) {
            @Nullable OffsetAndMetadata offset = offsets.get(one);
            if (offset != null && one.topic().equals(topic)) {
                committed.put(one.partition(), offset.offset());
            }
        }
        return committed;
    }

    /// How far whoever has done what is before `done` is in the topic. A partition that is missing
    /// there was not begun.
    public Lag lag(Map<Integer, Long> done)
            throws ExecutionException, InterruptedException, TimeoutException {
        var offsets = at(OffsetSpec.earliest(), OffsetSpec.latest());
        return Lag.of(done, offsets.get(0), offsets.get(1));
    }

    /// How far somebody is in the topic.
    ///
    /// @param reached by partition: the first offset that is not done and has not expired
    /// @param behind how many records are still to be done
    public record Lag(Map<Integer, Long> reached, long behind) {

        static Lag of(Map<Integer, Long> done, Map<Integer, Long> begins, Map<Integer, Long> ends) {
            var reached = new HashMap<Integer, Long>();
            var behind = 0L;
            for (var end : ends.entrySet()) {
                var at =
                        Math.max(
                                begins.getOrDefault(end.getKey(), 0L),
                                done.getOrDefault(end.getKey(), 0L));
                reached.put(end.getKey(), at);
                behind += Math.max(0, end.getValue() - at);
            }
            return new Lag(Map.copyOf(reached), behind);
        }
    }

    private <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(answerMax.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        admin.close(CLOSE_MAX);
    }
}
