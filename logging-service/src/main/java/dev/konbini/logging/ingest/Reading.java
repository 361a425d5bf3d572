package dev.konbini.logging.ingest;

import dev.konbini.logging.deadletter.DeadLetter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What a record turned out to be.
sealed interface Reading {

    /// Something to be indexed.
    ///
    /// @param record which says it
    /// @param value what is kept of it: a JSON object in UTF-8
    /// @param index where it belongs
    /// @param id what it is called there, and only it
    /// @param members of the JSON object that the document has besides the record's, without braces
    /// @param event what happened, if it is an event about an order
    @SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
    record Document(
            ConsumerRecord<byte[], byte[]> record,
            byte[] value,
            String index,
            String id,
            String members,
            @Nullable OrderEvent event)
            implements Reading {

        /// About how many bytes it takes to write.
        long size() {
            return (long) value.length + members.length();
        }
    }

    /// Something that cannot be indexed, whatever is tried.
    record Unreadable(DeadLetter letter) implements Reading {}

    static Unreadable unreadable(
            ConsumerRecord<byte[], byte[]> record, String type, String detail) {
        return new Unreadable(new DeadLetter(record, type, detail));
    }
}
