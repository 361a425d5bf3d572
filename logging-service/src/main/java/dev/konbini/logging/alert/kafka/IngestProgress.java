package dev.konbini.logging.alert.kafka;

import dev.konbini.logging.topic.Groups;
import dev.konbini.logging.topic.TopicOffsets;
import dev.konbini.logging.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
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
    private @Nullable TopicOffsets offsets;

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
        var offsets = offsets();
        var asked =
                offsets.at(
                        OffsetSpec.earliest(),
                        OffsetSpec.latest(),
                        OffsetSpec.forTimestamp(time.toEpochMilli()));
        var earliest = asked.get(0);
        var first = asked.get(2);
        var committed = offsets.committed(group);
        return asked.get(1).entrySet().stream()
                .allMatch(latest -> {
                    var partition = latest.getKey();
                    var from = first.getOrDefault(partition, -1L);
                    // Without a record of that time or later, all there is has to be done.
                    var needed = from < 0 ? latest.getValue() : from;
                    return needed <= earliest.getOrDefault(partition, 0L)
                            || committed.getOrDefault(partition, -1L) >= needed;
                });
    }

    /// Connects when it is first needed, so that the service starts without Kafka.
    private synchronized TopicOffsets offsets() {
        if (offsets == null) {
            offsets = new TopicOffsets(kafka, topic, ANSWER_MAX, Map.of());
        }
        return offsets;
    }

    @Override
    public synchronized void destroy() {
        if (offsets != null) {
            offsets.close();
        }
    }
}
