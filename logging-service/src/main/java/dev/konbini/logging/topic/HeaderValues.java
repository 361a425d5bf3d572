package dev.konbini.logging.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Reads the headers of records. Of several of one name the last counts.
public final class HeaderValues {

    private HeaderValues() {}

    /// The header's value; null where the record has none of that name, or one without a value.
    public static byte @Nullable [] bytes(ConsumerRecord<?, ?> record, String name) {
        @Nullable Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    /// As above, as text in UTF-8.
    public static @Nullable String text(ConsumerRecord<?, ?> record, String name) {
        var bytes = bytes(record, name);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
