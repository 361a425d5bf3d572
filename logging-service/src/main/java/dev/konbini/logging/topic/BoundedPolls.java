package dev.konbini.logging.topic;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// Ends a consumer's poll when its values have reached a size.
///
/// Kafka's own limits are of what is fetched, and that is compressed: two megabytes of it can be
/// half a gigabyte of one tenant's lines. So this is given to a consumer twice, as the deserializer
/// of its values, which refuses the one that would be too much, and as its interceptor, which is
/// told that a poll has ended. A consumer ends its poll before a value that is refused, and tries
/// that value again with the next. Both run in the thread that polls.
public final class BoundedPolls
        implements Deserializer<byte[]>, ConsumerInterceptor<byte[], byte[]> {

    /// The setting of a consumer that says how many bytes the values of a poll may have; a larger
    /// value comes alone.
    public static final String BYTES_MAX = "konbini.poll.bytes.max";

    private static final ThreadLocal<Long> POLLED = ThreadLocal.withInitial(() -> 0L);

    private long bytesMax;

    /// Adds to a consumer's settings what keeps its polls below `bytesMax`.
    public static void bound(Map<String, Object> settings, DataSize bytesMax) {
        settings.put(BYTES_MAX, bytesMax.toBytes());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, BoundedPolls.class);
        settings.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, BoundedPolls.class.getName());
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        configure(settings);
    }

    @Override
    public void configure(Map<String, ?> settings) {
        bytesMax = Long.parseLong(String.valueOf(settings.get(BYTES_MAX)));
    }

    @Override
    @SuppressWarnings(
            "NullAway") // A record without a value has none, although it is not declared so.
    public byte[] deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        long polled = POLLED.get();
        if (polled > 0 && polled + value.length > bytesMax) {
            throw new SerializationException("The poll is full: this value comes with the next");
        }
        POLLED.set(polled + value.length);
        return value;
    }

    @Override
    @SuppressWarnings("NullAway") // As above.
    public byte[] deserialize(String topic, Headers headers, byte @Nullable [] value) {
        return deserialize(topic, value);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        POLLED.remove();
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
