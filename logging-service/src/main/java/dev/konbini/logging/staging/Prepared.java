package dev.konbini.logging.staging;

import org.apache.kafka.clients.producer.ProducerRecord;

/// What is to be done with a line of production.
public sealed interface Prepared {

    /// It is sent to staging.
    ///
    /// @param record as staging gets it, its partition still production's
    record Chosen(ProducerRecord<byte[], byte[]> record) implements Prepared {}

    /// It belongs to no slice.
    record PassedOver() implements Prepared {}

    /// It belongs to a slice, but is no JSON object, in which alone secrets are surely found. It
    /// stays where it is.
    record Unmaskable() implements Prepared {}
}
