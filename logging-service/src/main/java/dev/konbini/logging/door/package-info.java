/// Where lines come in from outside, whatever protocol brought them: checked, completed, and in
/// Kafka before their sender is told that they were taken.
///
/// Publishes [TakeLines].
@NullMarked
package dev.konbini.logging.door;

import org.jspecify.annotations.NullMarked;
