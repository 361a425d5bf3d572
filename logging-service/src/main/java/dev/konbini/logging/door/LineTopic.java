package dev.konbini.logging.door;

import dev.konbini.logging.topic.FlagsHeader;
import dev.konbini.logging.topic.SafeProducing;
import dev.konbini.logging.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Sends lines to the topic of lines, as `contracts/topics/logs` says.
///
/// The producer connects when the first line is sent, so the service starts without Kafka.
@Component
final class LineTopic implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(LineTopic.class);

    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    private final KafkaProperties kafka;
    private final String topic;
    private final JsonMapper json;
    private final CutLine cutLine;
    private final DoorProperties properties;
    private @Nullable Producer<byte[], byte[]> producer;

    LineTopic(KafkaProperties kafka, Topics topics, JsonMapper json, DoorProperties properties) {
        this.kafka = kafka;
        this.topic = topics.lines();
        this.json = json;
        this.cutLine = new CutLine(json);
        this.properties = properties;
    }

    /// Sends `lines` and returns when Kafka has answered for each, within
    /// [DoorProperties#answerMax].
    ///
    /// @return whether it has all of them; if not, it may have some, now or soon
    boolean send(List<TakenLine> lines) {
        var deadline = System.nanoTime() + properties.answerMax().toNanos();
        try {
            var producer = producer();
            var answers = new ArrayList<Future<RecordMetadata>>(lines.size());
            for (var line : lines) {
                var answer = producer.send(record(line));
                // With Kafka away each send would wait, and fail, for itself.
                if (answer.isDone()) {
                    answer.get();
                }
                answers.add(answer);
            }
            for (var answer : answers) {
                answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.warn("Kafka did not take {} lines: {}", lines.size(), e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ProducerRecord<byte[], byte[]> record(TakenLine line) {
        var record = new ProducerRecord<byte[], byte[]>(topic, value(line));
        record.headers()
                .add("tenant", line.tenant().getBytes(StandardCharsets.UTF_8))
                .add("source", line.source().getBytes(StandardCharsets.UTF_8));
        if (line.id() != null) {
            record.headers().add("id", line.id().getBytes(StandardCharsets.UTF_8));
        }
        if (line.merged()) {
            record.headers()
                    .add(FlagsHeader.NAME, FlagsHeader.DUPLICATE.getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    private byte[] value(TakenLine line) {
        var value = json.writeValueAsBytes(line.line());
        return value.length <= properties.lineSize().toBytes()
                ? value
                : json.writeValueAsBytes(cutLine.cut(line.line()));
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer =
                    new KafkaProducer<>(
                            producing(), new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private Map<String, Object> producing() {
        var producing = SafeProducing.settings(kafka, properties.answerMax());
        // A bound on what is on its way keeps it from ever being full, which would make tenants
        // wait for each other.
        producing.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * properties.inFlight().toBytes());
        return producing;
    }

    @Override
    public synchronized void destroy() {
        if (producer != null) {
            producer.close(CLOSE_MAX);
        }
    }
}
