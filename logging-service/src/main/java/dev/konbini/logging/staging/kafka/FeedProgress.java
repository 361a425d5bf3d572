package dev.konbini.logging.staging.kafka;

import dev.konbini.logging.staging.Progress;
import dev.konbini.logging.staging.StagingNames;
import dev.konbini.logging.staging.StagingProperties;
import dev.konbini.logging.topic.Topics;
import java.time.Duration;
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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/// Asks both Kafkas how far the feed and staging's intake are.
@Component
public final class FeedProgress {

    private static final Logger LOG = LoggerFactory.getLogger(FeedProgress.class);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(4);

    private final KafkaProperties kafka;
    private final Topics topics;
    private final StagingNames names;
    private final StagingProperties properties;

    FeedProgress(
            KafkaProperties kafka,
            Topics topics,
            StagingNames names,
            StagingProperties properties) {
        this.kafka = kafka;
        this.topics = topics;
        this.names = names;
        this.properties = properties;
    }

    /// How far they are at this moment. What Kafka does not say is not known.
    public Progress read() {
        // In this order: what was fed by then is among what staging has to index.
        var feed = lags(Map.of(), topics.lines(), names.feeders());
        var intake = lags(StagingServers.of(properties), names.lines(), names.group());
        return new Progress(
                feed == null ? null : feed.committed(),
                feed == null ? null : feed.behind(),
                intake == null ? null : intake.behind());
    }

    private @Nullable Lags lags(Map<String, Object> servers, String topic, String group) {
        var settings = kafka.buildAdminProperties();
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_MAX.toMillis());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_MAX.toMillis());
        settings.putAll(servers);
        try (var admin = Admin.create(settings)) {
            var partitions =
                    answer(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                            .flatMap(described -> described.partitions().stream())
                            .map(partition -> new TopicPartition(topic, partition.partition()))
                            .toList();
            Map<TopicPartition, OffsetAndMetadata> committed =
                    answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            return Lags.of(
                    committed,
                    offsets(admin, partitions, OffsetSpec.earliest()),
                    offsets(admin, partitions, OffsetSpec.latest()));
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.debug("It is not known how far {} is", group, e);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static Map<TopicPartition, Long> offsets(
            Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(one -> wanted.put(one, which));
        var offsets = new HashMap<TopicPartition, Long>();
        answer(admin.listOffsets(wanted).all())
                .forEach((one, info) -> offsets.put(one, info.offset()));
        return offsets;
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// How far a group is in a topic.
    ///
    /// @param committed by partition: the first offset that is not done
    /// @param behind how many records it has still to read
    private record Lags(Map<Integer, Long> committed, long behind) {

        static Lags of(
                Map<TopicPartition, OffsetAndMetadata> committed,
                Map<TopicPartition, Long> begins,
                Map<TopicPartition, Long> ends) {
            var done = new HashMap<Integer, Long>();
            var behind = 0L;
            for (var end : ends.entrySet()) {
                var begin = begins.getOrDefault(end.getKey(), 0L);
                @Nullable OffsetAndMetadata offset = committed.get(end.getKey());
                var at = offset == null ? begin : Math.max(begin, offset.offset());
                done.put(end.getKey().partition(), at);
                behind += Math.max(0, end.getValue() - at);
            }
            return new Lags(done, behind);
        }
    }
}
