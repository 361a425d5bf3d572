package dev.konbini.logging.staging.kafka;

import dev.konbini.logging.staging.StagingNames;
import dev.konbini.logging.staging.StagingProperties;
import dev.konbini.logging.topic.SafeProducing;
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
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/// Sends lines to the topic that staging takes them from. The topic is staging's to make.
///
/// A line goes to the partition that it has in production, as far as staging has so many, so that
/// the order of lines is the same. The producer connects when the first line is sent.
@Component
final class StagingTopic implements DisposableBean {

    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);
    private static final long BUFFER_BYTES = 8L << 20;

    /// Masks may make a line longer than production took it.
    private static final int REQUEST_BYTES_MAX = 2 << 20;

    private final KafkaProperties kafka;
    private final StagingNames names;
    private final StagingProperties properties;
    private @Nullable Producer<byte[], byte[]> producer;

    StagingTopic(KafkaProperties kafka, StagingNames names, StagingProperties properties) {
        this.kafka = kafka;
        this.names = names;
        this.properties = properties;
    }

    /// Sends `records` and returns when staging's Kafka has acknowledged each but those that it
    /// will never take.
    ///
    /// @return how many it refused for what they are, such as for their size
    /// @throws StagingAway if it did not answer for all of them in time; it may have some
    int send(List<ProducerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return 0;
        }
        var deadline = System.nanoTime() + properties.answerMax().toNanos();
        var refused = 0;
        try {
            var producer = producer();
            var partitions = producer.partitionsFor(names.lines()).size();
            var answers = new ArrayList<Future<RecordMetadata>>(records.size());
            for (var record : records) {
                answers.add(producer.send(at(record, partitions)));
            }
            for (var answer : answers) {
                if (!isTaken(answer, deadline)) {
                    refused++;
                }
            }
            return refused;
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            forget();
            throw new StagingAway(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StagingAway(e);
        }
    }

    private static boolean isTaken(Future<RecordMetadata> answer, long deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException
                    || e.getCause() instanceof RecordBatchTooLargeException
                    || e.getCause() instanceof InvalidTimestampException) {
                return false;
            }
            throw e;
        }
    }

    private static ProducerRecord<byte[], byte[]> at(
            ProducerRecord<byte[], byte[]> record, int partitions) {
        return new ProducerRecord<>(
                record.topic(),
                record.partition() % partitions,
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers());
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer =
                    new KafkaProducer<>(
                            producing(), new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    // What has not gone out is sent again from Kafka; kept here too it would only pile up, and some
    // faults end a producer for good.
    private synchronized void forget() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private Map<String, Object> producing() {
        var producing = SafeProducing.settings(kafka, properties.answerMax());
        producing.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        producing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES_MAX);
        producing.putAll(StagingServers.of(properties));
        return producing;
    }

    @Override
    public synchronized void destroy() {
        if (producer != null) {
            producer.close(CLOSE_MAX);
        }
    }
}
