package dev.konbini.logging.alert;

/// What was found of one group in one window.
///
/// @param lines how many
/// @param wrong whether the condition holds
/// @param said what was found, in words
record Measure(long lines, boolean wrong, String said) {}
