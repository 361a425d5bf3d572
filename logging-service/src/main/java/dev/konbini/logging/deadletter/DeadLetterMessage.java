package dev.konbini.logging.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A dead letter as the topic keeps it.
public record DeadLetterMessage(Instant time, Reason reason, Source record) {

    static DeadLetterMessage from(DeadLetter letter, Instant time) {
        var record = letter.record();
        var headers = new LinkedHashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        byte @Nullable [] value = record.value();
        byte @Nullable [] key = record.key();
        return new DeadLetterMessage(
                time,
                new Reason(letter.type(), letter.detail()),
                new Source(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        Instant.ofEpochMilli(record.timestamp()),
                        key == null ? null : text(key),
                        headers,
                        value == null ? new byte[0] : value));
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /// Why: see [DeadLetter].
    public record Reason(String type, String detail) {}

    /// The record.
    ///
    /// @param value its bytes, in base64 when written
    @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
    public record Source(
            String topic,
            int partition,
            long offset,
            Instant timestamp,
            @Nullable String key,
            Map<String, String> headers,
            byte[] value) {

        /// The topic may hold letters that lack what the contract requires, or what it does not.
        public Source {
            Objects.requireNonNull(topic);
            Objects.requireNonNull(timestamp);
            headers = Objects.requireNonNullElse(headers, Map.of());
            value = Objects.requireNonNullElse(value, new byte[0]);
        }

        /// Where the record stands in Kafka: topic, partition and offset.
        public String place() {
            return topic + "-" + partition + "-" + offset;
        }
    }
}
