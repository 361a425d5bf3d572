package dev.konbini.logging.staging.kafka;

import dev.konbini.logging.staging.Progress;
import dev.konbini.logging.staging.StagingNames;
import dev.konbini.logging.staging.StagingProperties;
import dev.konbini.logging.topic.TopicOffsets;
import dev.konbini.logging.topic.TopicOffsets.Lag;
import dev.konbini.logging.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
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
        var feed = lag(Map.of(), topics.lines(), names.feeders());
        var intake = lag(StagingServers.of(properties), names.lines(), names.group());
        return new Progress(
                feed == null ? null : feed.reached(),
                feed == null ? null : feed.behind(),
                intake == null ? null : intake.behind());
    }

    private @Nullable Lag lag(Map<String, Object> servers, String topic, String group) {
        try (var offsets = new TopicOffsets(kafka, topic, ANSWER_MAX, servers)) {
            return offsets.lag(offsets.committed(group));
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.debug("It is not known how far {} is", group, e);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
