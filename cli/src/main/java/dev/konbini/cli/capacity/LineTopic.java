package dev.konbini.cli.capacity;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.task.Tasks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// What Kafka says of the topic of lines, and of the group of logging-service's replicas that read
/// it.
final class LineTopic implements AutoCloseable {

    static final String NAME = "konbini.logs";

    private static final String GROUP = "konbini-logging-logs";
    private static final int ANSWER_MAX_MILLIS = 10_000;

    private final Admin admin;
    private final Map<TopicPartition, Long> begins;

    /// @throws Refusal if Kafka does not answer, or there is no such topic
    LineTopic(String brokers) {
        admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MAX_MILLIS,
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MAX_MILLIS));
        try {
            begins =
                    offsets(
                            result(admin.describeTopics(List.of(NAME)).allTopicNames())
                                    .values()
                                    .iterator()
                                    .next()
                                    .partitions()
                                    .stream()
                                    .map(one -> new TopicPartition(NAME, one.partition()))
                                    .toList(),
                            OffsetSpec.earliest());
        } catch (RuntimeException e) {
            admin.close();
            throw e;
        }
    }

    int partitions() {
        return begins.size();
    }

    /// Who reads it now.
    ///
    /// @throws Refusal if nobody does
    Readers readers() {
        var group =
                result(admin.describeConsumerGroups(List.of(GROUP)).all())
                        .values()
                        .iterator()
                        .next();
        var readers = readers(group);
        if (readers.busy() == 0) {
            throw Refusal.failed(
                    "No replica of logging-service reads %s (group %s is %s): see that they run."
                            .formatted(NAME, GROUP, group.groupState()));
        }
        return readers;
    }

    private static Readers readers(ConsumerGroupDescription group) {
        long busy =
                group.members().stream()
                        .filter(member -> !member.assignment().topicPartitions().isEmpty())
                        .count();
        return new Readers(group.members().size(), (int) busy);
    }

    /// The consumers of the group.
    ///
    /// @param busy how many have a partition to read
    record Readers(int all, int busy) {}

    /// How far it is filled, and how far read.
    Offsets offsets() {
        var committed =
                result(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata());
        var taken = new HashMap<TopicPartition, Long>();
        begins.forEach((partition, begin) -> {
            var offset = committed.get(partition);
            taken.put(partition, offset == null ? begin : Math.max(begin, offset.offset()));
        });
        return new Offsets(taken, offsets(begins.keySet(), OffsetSpec.latest()));
    }

    private Map<TopicPartition, Long> offsets(
            Iterable<TopicPartition> partitions, OffsetSpec which) {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(one -> wanted.put(one, which));
        return result(admin.listOffsets(wanted).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().offset()));
    }

    /// Offsets by partition.
    ///
    /// @param taken before which all is committed
    /// @param ends behind the last record
    record Offsets(Map<TopicPartition, Long> taken, Map<TopicPartition, Long> ends) {

        long sumTaken() {
            return taken.values().stream().mapToLong(Long::longValue).sum();
        }

        /// How many records wait.
        long waiting() {
            return ends.entrySet().stream()
                    .mapToLong(end -> Math.max(0, end.getValue() - at(end.getKey())))
                    .sum();
        }

        /// Whether all before `others` is taken.
        boolean hasTaken(Map<TopicPartition, Long> others) {
            return others.entrySet().stream().allMatch(end -> at(end.getKey()) >= end.getValue());
        }

        private long at(TopicPartition partition) {
            return taken.getOrDefault(partition, 0L);
        }
    }

    private static <T> T result(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER_MAX_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw Refusal.failed(
                    "Kafka does not say how far lines are taken (%s).".formatted(e.getCause()));
        } catch (TimeoutException e) {
            throw Refusal.failed(
                    "Kafka does not answer within %d s: see that it runs and is reached from here."
                            .formatted(ANSWER_MAX_MILLIS / 1_000));
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
