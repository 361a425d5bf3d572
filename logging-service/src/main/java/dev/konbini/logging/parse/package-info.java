/// What lines say of themselves: their time, level, host and service, in whatever form a sender
/// writes them.
///
/// Decides nothing about where lines go. Publishes [CompleteLine].
@NullMarked
package dev.konbini.logging.parse;

import org.jspecify.annotations.NullMarked;
