package dev.konbini.logging.deadletter;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record that cannot be indexed, and why.
///
/// @param record as it was read
/// @param type the kind of reason: one of ours, such as `malformed-json`, or Elasticsearch's, such
///   as `document_parsing_exception`
/// @param detail what is wrong with this record
public record DeadLetter(ConsumerRecord<byte[], byte[]> record, String type, String detail) {

    /// Where the record stands in Kafka: topic, partition and offset.
    public String place() {
        return record.topic() + "-" + record.partition() + "-" + record.offset();
    }
}
