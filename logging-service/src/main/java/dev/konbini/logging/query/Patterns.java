package dev.konbini.logging.query;

import java.time.Instant;
import java.util.List;

/// What the messages of lines have in common.
///
/// @param from the earliest line looked at may have this time
/// @param to where looking ends
/// @param lines how many lines match
/// @param sampled of how many of them the messages were compared: all, or as many taken at random,
///   the same ones for the same lines
/// @param ungrouped how many of those sampled are in no item
/// @param items the largest group first
public record Patterns(
        Instant from, Instant to, long lines, long sampled, long ungrouped, List<Item> items) {

    /// Lines whose messages are alike.
    ///
    /// @param pattern the words of the message, with `<*>` for those that differ
    /// @param count how many of those sampled
    /// @param share of those sampled, from 0 to 1
    /// @param estimated how many of all that match there are then
    /// @param example one of the messages
    /// @param firstSeen the earliest time among those sampled
    /// @param lastSeen the latest
    public record Item(
            String pattern,
            long count,
            double share,
            long estimated,
            String example,
            Instant firstSeen,
            Instant lastSeen) {}
}
