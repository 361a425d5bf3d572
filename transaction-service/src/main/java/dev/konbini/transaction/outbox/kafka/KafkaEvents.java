package dev.konbini.transaction.outbox.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.konbini.transaction.outbox.OutboxEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/// Sends events and says which of them Kafka has.
///
/// To be used by one thread. It knows whether Kafka was there the last time, so that its user can
/// leave events where they are instead of trying each.
@Component
@EnableConfigurationProperties(TopicProperties.class)
public final class KafkaEvents {

    /// How long Kafka may take to acknowledge an event, with all retries.
    static final Duration DELIVERY_MAX = Duration.ofSeconds(10);

    /// How long its client may take to say so. It goes by the wall clock, which may be set back.
    private static final Duration ANSWER_MAX = DELIVERY_MAX.plusSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(KafkaEvents.class);

    private final KafkaProperties kafka;
    private final OrdersTopic topic;
    private @Nullable Producer<String, byte[]> producer;
    private volatile boolean reachable;
    private boolean missed;

    KafkaEvents(KafkaProperties kafka, OrdersTopic topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /// Whether Kafka was there the last time it was needed.
    public boolean reachable() {
        return reachable;
    }

    /// Looks for Kafka, unless it was there the last time. Takes a few seconds at most.
    public boolean reach() throws InterruptedException {
        if (!reachable) {
            try {
                topic.ensure();
                reachable = true;
                if (!missed) {
                    log.info("Kafka answers; events go to {}", topic.name());
                }
            } catch (KafkaException e) {
                miss(e);
            }
        }
        return reachable;
    }

    /// Sends at most one event for each key and waits for Kafka's word on all of them.
    ///
    /// @return the keys whose event Kafka has acknowledged; the others may or may not be there
    public Set<String> send(Map<String, OutboxEvent> events) throws InterruptedException {
        var acknowledged = new HashSet<String>();
        var sent = new LinkedHashMap<String, Future<RecordMetadata>>();
        try {
            var sender = producer();
            // Until the producer knows them each send would wait, and fail, for itself.
            var _ = sender.partitionsFor(topic.name());
            events.forEach((key, event) -> sent.put(key, sender.send(toRecord(key, event))));
        } catch (KafkaException e) {
            miss(e);
        }
        var deadline = System.nanoTime() + ANSWER_MAX.toNanos();
        for (var entry : sent.entrySet()) {
            try {
                entry.getValue().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                acknowledged.add(entry.getKey());
            } catch (ExecutionException e) {
                miss(e.getCause() == null ? e : e.getCause());
            } catch (TimeoutException e) {
                miss(new KafkaException("No answer within " + ANSWER_MAX, e));
            }
        }
        if (!reachable) {
            // Some faults end a producer for good.
            close(Duration.ZERO);
        } else if (missed && !acknowledged.isEmpty()) {
            // That it answers, as it does while it refuses events, would be too early.
            missed = false;
            log.info("Kafka takes events again");
        }
        return acknowledged;
    }

    /// Lets go of all connections.
    public void close() {
        close(DELIVERY_MAX);
    }

    private void close(Duration patience) {
        if (producer != null) {
            producer.close(patience);
            producer = null;
        }
    }

    private ProducerRecord<String, byte[]> toRecord(String key, OutboxEvent event) {
        // As of now, whenever it was: Kafka refuses what a clock that was ahead has stamped, with
        // all that is sent beside it, may refuse what is old, and deletes by this time.
        var message = new ProducerRecord<>(topic.name(), key, event.body().getBytes(UTF_8));
        message.headers()
                .add("traceparent", event.traceparent().getBytes(UTF_8))
                .add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8));
        return message;
    }

    private void miss(Throwable cause) {
        reachable = false;
        if (!missed) {
            missed = true;
            log.warn("Kafka does not take events, they wait in the outbox: {}", cause.toString());
        }
    }

    /// Made when first needed, and anew after each failure: a producer looks up its brokers' names
    /// at once and fails if they have none.
    private Producer<String, byte[]> producer() {
        if (producer == null) {
            Map<String, Object> settings = kafka.buildProducerProperties();
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
            settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_MAX.toMillis());
            settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
            producer =
                    new KafkaProducer<>(
                            settings, new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }
}
