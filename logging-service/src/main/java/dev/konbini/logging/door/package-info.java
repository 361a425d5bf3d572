/// Where lines come in from outside, whatever protocol brought them: checked, completed, and in
/// Kafka before their sender is told that they were taken.
///
/// Publishes [TakeLines], and [KeepTaking] for receivers that push back on their senders.
@NullMarked
package dev.konbini.logging.door;

import org.jspecify.annotations.NullMarked;
