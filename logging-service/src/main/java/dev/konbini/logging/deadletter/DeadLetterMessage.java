package dev.konbini.logging.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A dead letter as the topic keeps it.
record DeadLetterMessage(Instant time, Reason reason, Source record) {

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

    record Reason(String type, String detail) {}

    /// @param value the record's bytes, in base64 when written
    @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
    record Source(
            String topic,
            int partition,
            long offset,
            Instant timestamp,
            @Nullable String key,
            Map<String, String> headers,
            byte[] value) {}
}
