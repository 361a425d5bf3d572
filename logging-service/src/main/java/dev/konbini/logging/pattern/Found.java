package dev.konbini.logging.pattern;

import java.time.Instant;

/// Messages that are alike.
///
/// @param template their words, with `<*>` for those that differ
/// @param count how many there are
/// @param example the first of them that was given
/// @param firstSeen the earliest time of one
/// @param lastSeen the latest
public record Found(
        String template, long count, String example, Instant firstSeen, Instant lastSeen) {}
