package dev.konbini.logging.metric;

import dev.konbini.logging.topic.SafeProducing;
import dev.konbini.logging.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Sends points to their topic, many in one record, and makes the topic before it sends the first.
@Component
final class PointTopic implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(PointTopic.class);
    private static final int PARTITIONS = 6;

    /// Of a record; some 40 KB.
    private static final int POINTS_MAX = 500;

    /// Below what the gateway gives one attempt, so that the sender hears it from us.
    private static final Duration ANSWER_MAX = Duration.ofSeconds(8);

    private final KafkaProperties kafka;
    private final String topic;
    private final MetricProperties properties;
    private final JsonMapper json;
    private final Clock clock;
    private final AtomicLong lastMicros = new AtomicLong();
    private @Nullable Producer<byte[], byte[]> producer;

    PointTopic(
            KafkaProperties kafka,
            Topics topics,
            MetricProperties properties,
            JsonMapper json,
            Clock clock) {
        this.kafka = kafka;
        this.topic = topics.metrics();
        this.properties = properties;
        this.json = json;
        this.clock = clock;
    }

    /// Sends `points` and returns when Kafka has answered for each.
    ///
    /// @return whether it has all of them; if not, it may have some
    boolean send(String tenant, List<Point> points) {
        try {
            var producer = producer();
            var answers = new ArrayList<Future<RecordMetadata>>();
            for (var start = 0; start < points.size(); start += POINTS_MAX) {
                var end = Math.min(points.size(), start + POINTS_MAX);
                answers.add(producer.send(record(tenant, points.subList(start, end))));
            }
            for (var answer : answers) {
                answer.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.warn("Kafka did not take {} points: {}", points.size(), e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ProducerRecord<byte[], byte[]> record(String tenant, List<Point> points) {
        var record =
                new ProducerRecord<byte[], byte[]>(
                        topic, json.writeValueAsBytes(PointsMessage.of(nextMicros(), points)));
        record.headers().add("tenant", tenant.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    /// Now, but later than ever before, so that of two records of this replica the later wins.
    private long nextMicros() {
        var now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return lastMicros.updateAndGet(last -> Math.max(last + 1, now));
    }

    private synchronized Producer<byte[], byte[]> producer()
            throws ExecutionException, InterruptedException, TimeoutException {
        if (producer == null) {
            makeTopic();
            producer =
                    new KafkaProducer<>(
                            SafeProducing.settings(kafka, ANSWER_MAX),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
        }
        return producer;
    }

    private void makeTopic() throws ExecutionException, InterruptedException, TimeoutException {
        var wanted =
                new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())
                        .configs(
                                Map.of(
                                        TopicConfig.RETENTION_MS_CONFIG,
                                        String.valueOf(properties.rawKeep().toMillis())));
        SafeProducing.makeTopic(kafka, wanted, ANSWER_MAX);
    }

    @Override
    public synchronized void destroy() {
        if (producer != null) {
            producer.close(ANSWER_MAX);
        }
    }
}
