package dev.konbini.logging.tail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a tailer's client is to be told next. `at` is each time where the client is when it has
/// been told.
public sealed interface Delivery {

    /// Lines that match, in the order of each partition.
    record Lines(List<Match> matches) implements Delivery {}

    /// Lines that were passed over here.
    ///
    /// @param lines how many: of those that match where the client was slow, else of all, since
    ///   nobody has looked at them
    record Skipped(long lines, Passed reason, @Nullable Position at) implements Delivery {}

    /// Nothing more for the moment.
    ///
    /// @param at null where Kafka could not be asked yet
    record Idle(@Nullable Position at) implements Delivery {}

    /// This replica leaves, and another goes on.
    record Goodbye(@Nullable Position at) implements Delivery {}

    /// A line that matches.
    ///
    /// @param line shared by all who get it
    record Match(LineText line, Position at) {}
}
