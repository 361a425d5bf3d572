package dev.konbini.logging.mask;

/// A part of a text that is not empty.
///
/// @param start its first character
/// @param end behind its last
record Span(int start, int end) {}
