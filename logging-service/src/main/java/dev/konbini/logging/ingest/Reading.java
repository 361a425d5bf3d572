package dev.konbini.logging.ingest;

import dev.konbini.logging.deadletter.DeadLetter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What a record turned out to be.
sealed interface Reading {

    /// Something to be indexed.
    ///
    /// @param record whose value is a JSON object in UTF-8
    /// @param index where it belongs
    /// @param id what it is called there, and only it
    /// @param members of the JSON object that the document has besides the record's, without braces
    /// @param event what happened, if it is an event about an order
    record Document(
            ConsumerRecord<byte[], byte[]> record,
            String index,
            String id,
            String members,
            @Nullable OrderEvent event)
            implements Reading {}

    /// Something that cannot be indexed, whatever is tried.
    record Unreadable(DeadLetter letter) implements Reading {}

    static Unreadable unreadable(
            ConsumerRecord<byte[], byte[]> record, String type, String detail) {
        return new Unreadable(new DeadLetter(record, type, detail));
    }
}
