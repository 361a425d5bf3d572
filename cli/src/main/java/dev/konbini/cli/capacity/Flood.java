package dev.konbini.cli.capacity;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.task.Tasks;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Sends lines into Kafka, as many as it is let, so that what waits there neither runs dry nor
/// grows without bound.
final class Flood implements AutoCloseable {

    /// Whose the lines are.
    static final String TENANT = "konbini-capacity";

    /// Which way they came, as the ledger says.
    private static final String SOURCE = "capacity";

    /// As many lines go to a partition before the next one's turn, so that Kafka gets them in
    /// batches as from senders.
    private static final int TURN = 200;

    private static final long PAUSE_NANOS = 1_000_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Lines lines;
    private final int partitions;
    private final AtomicLong allowed = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread sender;
    private volatile boolean stopped;

    /// Starts; nothing is sent until [#let].
    Flood(String kafka, int partitions, Lines lines) {
        this.producer = new KafkaProducer<>(settings(kafka));
        this.partitions = partitions;
        this.lines = lines;
        this.sender = Thread.ofPlatform().daemon().name("flood").start(this::send);
    }

    private static Map<String, Object> settings(String kafka) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ProducerConfig.ACKS_CONFIG,
                "all",
                // As telemetry's, whose lines are most of what a suite has to take.
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                30_000,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class);
    }

    /// Lets `more` lines be sent from now on, whatever was let before.
    ///
    /// @throws Refusal if Kafka does not take them
    void let(long more) {
        requireGoing();
        allowed.set(sent.get() + Math.max(0, more));
    }

    /// How many lines were sent.
    long sent() {
        return sent.get();
    }

    /// How large they were together.
    long bytes() {
        return bytes.get();
    }

    /// Sends no more, and returns when Kafka has all.
    ///
    /// @throws Refusal if it does not
    void stop() {
        stopped = true;
        try {
            sender.join();
            producer.flush();
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
        requireGoing();
    }

    private void requireGoing() {
        var reason = failure.get();
        if (reason != null) {
            throw Refusal.failed(
                    "Kafka does not take the lines (%s). See that it runs and is reached from here."
                            .formatted(reason.getMessage()));
        }
    }

    private void send() {
        try {
            while (!stopped && failure.get() == null) {
                if (sent.get() < allowed.get()) {
                    sendOne();
                } else {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void sendOne() {
        long number = sent.getAndIncrement();
        var line = lines.line(number);
        bytes.addAndGet(line.length);
        int partition = (int) (number / TURN % partitions);
        var record = new ProducerRecord<byte[], byte[]>(LineTopic.NAME, partition, null, line);
        record.headers()
                .add("tenant", TENANT.getBytes(StandardCharsets.UTF_8))
                .add("source", SOURCE.getBytes(StandardCharsets.UTF_8));
        var _ =
                producer.send(
                        record,
                        (_, e) -> {
                            if (e != null) {
                                failure.compareAndSet(null, e);
                            }
                        });
    }

    @Override
    public void close() {
        stopped = true;
        producer.close();
    }
}
