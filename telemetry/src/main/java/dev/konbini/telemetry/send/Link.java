package dev.konbini.telemetry.send;

import dev.konbini.telemetry.spool.Backlog;
import dev.konbini.telemetry.spool.SpooledLine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// A producer that gives up on nothing it has taken: it goes on trying for as long as it exists, so
/// that a line never overtakes an earlier one of its instance, and none arrives twice however often
/// Kafka goes and comes back.
final class Link implements Closeable {

    /// How many lines are sent at once.
    static final int LINES_MAX = 500;

    private static final byte[] TENANT = "konbini".getBytes(StandardCharsets.UTF_8);
    private static final long BYTES_MAX = 512 * 1024;

    private final Topics topics;
    private final Answers answers;
    private final Consumer<String> refused;
    private final Producer<String, byte[]> producer;
    private @Nullable Future<RecordMetadata> heartbeat;

    /// @param refused told why Kafka will never take a line
    Link(String instance, Topics topics, Answers answers, Consumer<String> refused) {
        this.topics = topics;
        this.answers = answers;
        this.refused = refused;
        this.producer =
                new KafkaProducer<>(
                        settings(instance, topics.kafka()),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    private static Map<String, Object> settings(String instance, Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, instance + "-telemetry");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000L);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500L);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }

    /// Sends the next lines of `backlog` and returns when Kafka has them; returns how many there
    /// were.
    ///
    /// @throws KafkaException this producer is of no more use, or Kafka takes a line neither as of
    ///   its time nor as of now; the lines before the failed one are acknowledged
    /// @throws Unanswered the service stops, likewise
    int send(Backlog backlog) throws IOException {
        var lines = backlog.read(LINES_MAX, BYTES_MAX);
        if (lines.isEmpty()) {
            return 0;
        }
        // Until the producer knows the partitions it may give one line up and take the next.
        var _ = producer.partitionsFor(topics.logs());
        var sent = new ArrayList<Future<RecordMetadata>>(lines.size());
        for (var line : lines) {
            // Kafka refuses what is more than an hour ahead, and with it all that is sent together.
            // A clock that was set back since has left such lines.
            var time = Math.min(line.timestampMillis(), System.currentTimeMillis());
            sent.add(producer.send(record(line, time)));
        }
        var done = backlog.acknowledged();
        try {
            for (var i = 0; i < sent.size(); i++) {
                awaitOrDrop(sent.get(i), lines.get(i));
                done = lines.get(i).sequence();
            }
        } finally {
            backlog.acknowledge(done);
        }
        return lines.size();
    }

    private void awaitOrDrop(Future<RecordMetadata> answer, SpooledLine line) {
        try {
            answers.await(answer);
        } catch (RecordTooLargeException e) {
            refused.accept("Kafka refuses line " + line.id() + ": " + e.getMessage());
        } catch (InvalidTimestampException | InvalidRecordException _) {
            // Older than Kafka takes; several such of one batch are called invalid records. As of
            // now it takes them, unless this clock is ahead: then they wait until it is set right.
            answers.await(producer.send(record(line, System.currentTimeMillis())));
        }
    }

    private ProducerRecord<String, byte[]> record(SpooledLine line, long time) {
        var record = new ProducerRecord<>(topics.logs(), null, time, line.instance(), line.text());
        record.headers().add("tenant", TENANT);
        record.headers().add("id", line.id().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    /// Sends a heartbeat if one is due, without waiting for it. It stays due while the one before
    /// has not arrived, since old ones are worth nothing.
    void heartbeat(Heartbeats heartbeats) {
        if (heartbeats.isDue() && (heartbeat == null || heartbeat.isDone())) {
            heartbeat =
                    producer.send(
                            new ProducerRecord<>(
                                    topics.heartbeats(), heartbeats.instance(), heartbeats.next()));
        }
    }

    /// Sends the last heartbeat and waits for it.
    void lastHeartbeat(String instance, byte[] message) {
        answers.await(producer.send(new ProducerRecord<>(topics.heartbeats(), instance, message)));
    }

    /// Drops what Kafka has not acknowledged: it is still in the spool.
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
