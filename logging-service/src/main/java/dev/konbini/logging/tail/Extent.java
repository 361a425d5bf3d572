package dev.konbini.logging.tail;

/// What Kafka holds of the topic at a moment.
///
/// @param begin the oldest line of each partition
/// @param end where the next line of each will be
public record Extent(Position begin, Position end) {

    /// `wish` where it is within, else the nearest end.
    Position nearest(Position wish) {
        var offsets = new long[end.partitions()];
        for (var partition = 0; partition < offsets.length; partition++) {
            offsets[partition] =
                    Math.clamp(wish.at(partition), begin.at(partition), end.at(partition));
        }
        return Position.of(offsets);
    }
}
