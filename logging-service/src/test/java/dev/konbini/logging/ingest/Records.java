package dev.konbini.logging.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// Records as a consumer would give them.
final class Records {

    static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");

    private Records() {}

    static ConsumerRecord<byte[], byte[]> of(String value) {
        return of(value.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static ConsumerRecord<byte[], byte[]> of(String value, Map<String, String> headers) {
        return of(value.getBytes(StandardCharsets.UTF_8), headers);
    }

    static ConsumerRecord<byte[], byte[]> of(byte @Nullable [] value, Map<String, String> headers) {
        var kept = new RecordHeaders();
        headers.forEach((name, text) -> kept.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return new ConsumerRecord<>(
                "konbini.logs",
                3,
                17,
                TIME.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                value == null ? 0 : value.length,
                "rack-7".getBytes(StandardCharsets.UTF_8),
                value,
                kept,
                Optional.empty());
    }
}
