package dev.konbini.logging.parse;

import java.time.Instant;

/// A time that stands in a text.
///
/// @param end where the text goes on behind it
/// @param dated whether it names a day; if not, the day is a guess
record TimeText(Instant time, int end, boolean dated) {}
