package dev.konbini.logging.ingest;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A record, and what became of it.
///
/// @param index where it is kept; null where it is not
public record TakenRecord(
        ConsumerRecord<byte[], byte[]> record, @Nullable String index, String id, Fate fate) {

    /// What became of a record.
    public enum Fate {
        /// It was not there before, and is kept now.
        STORED,
        /// Something of its id was there before: itself, from an earlier try, or what its sender
        /// sent before.
        REPEATED,
        /// It can never be kept, and becomes a dead letter.
        DEAD_LETTERED
    }
}
