package dev.konbini.logging.ingest;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Reads the records of one kind of topic.
///
/// What it says follows from the record alone: the same today as when the record is replayed.
sealed interface RecordReader permits LineReader, EventReader {

    Reading read(ConsumerRecord<byte[], byte[]> record);
}
