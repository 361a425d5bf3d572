package dev.konbini.logging.ingest;

import java.util.List;

/// Told of each batch of lines.
public interface IntakeListener {

    /// Takes note of a batch: all that can be kept is, the rest is about to become dead letters.
    /// Offsets are committed after this has returned and Kafka has the letters; until then the same
    /// records may come again, by themselves or with others.
    ///
    /// When it throws, the batch comes again.
    ///
    /// @param records all of the batch, those of a partition in their order there
    void taken(List<TakenRecord> records);
}
