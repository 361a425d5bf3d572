package dev.konbini.logging.topic;

/// The header that tells of a line what its JSON no longer shows.
public final class FlagsHeader {

    public static final String NAME = "flags";

    /// A name stood twice in what was sent, and has all its values as a list.
    public static final String DUPLICATE = "duplicate";

    private FlagsHeader() {}
}
