package dev.konbini.logging.query;

import java.time.Instant;
import java.util.List;

/// The fields that lines have.
///
/// @param from the earliest line looked at may have this time
/// @param to where looking ends
/// @param lines how many lines match
/// @param more whether there are further fields
/// @param items those that most lines have first
public record FieldList(Instant from, Instant to, long lines, boolean more, List<Item> items) {

    /// A field.
    ///
    /// @param name with dots, as queries name it
    /// @param type `text` is searched by its words, `keyword` as a whole; the others are `number`,
    ///   `boolean`, `time`, and `mixed` where lines differ
    /// @param mapped whether its values are compared by their type; those of a field that is not
    ///   mapped are compared as texts
    /// @param lines how many have it
    /// @param values the most frequent first; none of texts and times
    public record Item(String name, String type, boolean mapped, long lines, List<Value> values) {}

    /// A value of a field.
    ///
    /// @param value as a text, cut where it is long
    /// @param count how many lines have it
    public record Value(String value, long count) {}
}
