package dev.konbini.logging.ingest;

import dev.konbini.logging.topic.HeaderValues;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What a record is called in Elasticsearch.
final class RecordIds {

    /// Elasticsearch's limit.
    private static final int BYTES_MAX = 512;

    private RecordIds() {}

    /// `given`, or the record's place in Kafka, which no other record has, where it is null.
    ///
    /// @throws Unfit if `given` cannot be an id
    static String of(ConsumerRecord<byte[], byte[]> record, @Nullable String given) throws Unfit {
        if (given == null) {
            return record.topic() + "-" + record.partition() + "-" + record.offset();
        }
        if (given.isBlank() || given.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
            throw new Unfit("invalid-id", "An id has 1 to %d bytes".formatted(BYTES_MAX));
        }
        return given;
    }

    /// What the sender calls the record, in its header `id`; null if it does not.
    static @Nullable String given(ConsumerRecord<byte[], byte[]> record) {
        return HeaderValues.text(record, "id");
    }
}
