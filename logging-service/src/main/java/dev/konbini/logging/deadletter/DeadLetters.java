package dev.konbini.logging.deadletter;

import dev.konbini.logging.topic.SafeProducing;
import dev.konbini.logging.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Sends dead letters to their topic, which it makes before it sends the first.
///
/// A record that is sent twice has the same key, its place, so that readers can tell.
@Component
public class DeadLetters implements DisposableBean {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final int LETTER_BYTES_MAX = 16 << 20;

    private final KafkaProperties kafka;
    private final String topic;
    private final JsonMapper json;
    private final Clock clock;
    private @Nullable Producer<byte[], byte[]> producer;

    DeadLetters(KafkaProperties kafka, Topics topics, JsonMapper json, Clock clock) {
        this.kafka = kafka;
        this.topic = topics.deadLetters();
        this.json = json;
        this.clock = clock;
    }

    /// Sends `letters` and returns when Kafka has every one of them.
    ///
    /// @throws DeadLettersRefused if it has not, or not in time; some of them may be there
    public void send(List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        var refused =
                sendEach(letters.stream().map(this::record).toList()).stream()
                        .filter(Objects::nonNull)
                        .findFirst();
        if (refused.isPresent()) {
            throw new DeadLettersRefused(
                    "Kafka did not take the dead letters: " + refused.get(), refused.get());
        }
    }

    /// Sends `records`, letters or what they are about, and returns when Kafka has answered for
    /// each.
    ///
    /// @return for each, in order, why it is perhaps not there; null where it is
    List<@Nullable Exception> sendEach(List<ProducerRecord<byte[], byte[]>> records) {
        var refusals = new ArrayList<@Nullable Exception>();
        try {
            var producer = producer();
            var answers = records.stream().map(producer::send).toList();
            producer.flush();
            for (var answer : answers) {
                refusals.add(refusal(answer));
            }
            return refusals;
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            return Collections.nCopies(records.size(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeadLettersRefused("Stopped while sending dead letters", e);
        }
    }

    private static @Nullable Exception refusal(Future<RecordMetadata> answer)
            throws InterruptedException {
        try {
            answer.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            return e;
        }
    }

    private ProducerRecord<byte[], byte[]> record(DeadLetter letter) {
        return new ProducerRecord<>(
                topic,
                letter.place().getBytes(StandardCharsets.UTF_8),
                json.writeValueAsBytes(DeadLetterMessage.from(letter, clock.instant())));
    }

    private synchronized Producer<byte[], byte[]> producer()
            throws ExecutionException, InterruptedException, TimeoutException {
        if (producer == null) {
            makeTopic();
            producer =
                    new KafkaProducer<>(
                            producerProperties(),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
        }
        return producer;
    }

    private void makeTopic() throws ExecutionException, InterruptedException, TimeoutException {
        var wanted =
                new NewTopic(topic, Optional.of(1), Optional.empty())
                        .configs(
                                Map.of(
                                        TopicConfig.RETENTION_MS_CONFIG,
                                        String.valueOf(RETENTION.toMillis()),
                                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                        String.valueOf(LETTER_BYTES_MAX)));
        SafeProducing.makeTopic(kafka, wanted, ANSWER_MAX);
    }

    private Map<String, Object> producerProperties() {
        var properties = SafeProducing.settings(kafka, ANSWER_MAX);
        // A letter is larger than its record, by base64: a record that fitted its topic must fit
        // here, or its partition would stand still for good.
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LETTER_BYTES_MAX);
        return properties;
    }

    @Override
    public synchronized void destroy() {
        if (producer != null) {
            producer.close(ANSWER_MAX);
        }
    }
}
