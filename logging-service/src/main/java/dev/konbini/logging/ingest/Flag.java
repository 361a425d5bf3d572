package dev.konbini.logging.ingest;

import java.util.Locale;

/// What was done to a line so that it can be kept, as `konbini.flags` says it.
enum Flag {
    /// A value that its field cannot hold was moved aside.
    CONFLICT,
    /// The time cannot be read: the line has its record's, its own was moved aside.
    TIME,
    /// A value was moved aside because nothing can have its name.
    NAME,
    /// A value was moved aside because its name is ours.
    RESERVED,
    /// A name that was there twice has all its values as a list.
    DUPLICATE,
    /// More is in the line than is indexed.
    CUT;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
