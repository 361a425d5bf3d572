package dev.konbini.logging.door;

import dev.konbini.logging.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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

    /// Below what the gateway gives one attempt, so that the sender hears it from us.
    private static final Duration ANSWER_MAX = Duration.ofSeconds(8);

    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    private final KafkaProperties kafka;
    private final String topic;
    private final JsonMapper json;
    private @Nullable Producer<byte[], byte[]> producer;

    LineTopic(KafkaProperties kafka, Topics topics, JsonMapper json) {
        this.kafka = kafka;
        this.topic = topics.lines();
        this.json = json;
    }

    /// Sends `lines` and returns when Kafka has answered for each.
    ///
    /// @return whether it has all of them; if not, it may have some
    boolean send(List<TakenLine> lines) {
        try {
            var producer = producer();
            var answers = new ArrayList<Future<RecordMetadata>>(lines.size());
            for (var line : lines) {
                answers.add(producer.send(record(line)));
            }
            for (var answer : answers) {
                answer.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
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
        var record = new ProducerRecord<byte[], byte[]>(topic, json.writeValueAsBytes(line.line()));
        record.headers()
                .add("tenant", line.tenant().getBytes(StandardCharsets.UTF_8))
                .add("source", line.source().getBytes(StandardCharsets.UTF_8));
        var id = line.id();
        if (id != null) {
            record.headers().add("id", id.getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer =
                    new KafkaProducer<>(
                            properties(), new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private Map<String, Object> properties() {
        var properties = new HashMap<>(kafka.buildProducerProperties());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) ANSWER_MAX.toMillis());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_MAX.toMillis() / 2);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) ANSWER_MAX.toMillis());
        properties.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
        properties.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        return properties;
    }

    @Override
    public synchronized void destroy() {
        if (producer != null) {
            producer.close(CLOSE_MAX);
        }
    }
}
