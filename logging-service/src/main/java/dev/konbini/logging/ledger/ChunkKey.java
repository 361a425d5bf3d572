package dev.konbini.logging.ledger;

/// Which part of a partition: the records whose offsets begin with the same multiple of [#OFFSETS].
record ChunkKey(String topic, int partition, long number) {

    /// How many offsets a chunk has. Few enough that a chunk whose records are all of different
    /// tenants is still a small document, many enough that a year of lines is few chunks.
    static final long OFFSETS = 10_000;

    static ChunkKey of(String topic, int partition, long offset) {
        return new ChunkKey(topic, partition, offset / OFFSETS);
    }

    long first() {
        return number * OFFSETS;
    }

    long end() {
        return first() + OFFSETS;
    }

    String id() {
        return topic + "-" + partition + "-" + number;
    }
}
