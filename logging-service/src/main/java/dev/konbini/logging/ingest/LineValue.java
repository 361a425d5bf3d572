package dev.konbini.logging.ingest;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What is taken of a record in the topic of lines.
interface LineValue {

    /// A line's JSON as it is to be read; null where the record has no value.
    byte @Nullable [] of(ConsumerRecord<byte[], byte[]> record);
}
