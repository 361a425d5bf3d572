/// What many messages have in common: groups them by the words that stay the same.
///
/// Knows nothing of where messages come from. Publishes [Drain].
@NullMarked
package dev.konbini.logging.pattern;

import org.jspecify.annotations.NullMarked;
