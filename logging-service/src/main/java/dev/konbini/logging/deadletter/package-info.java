/// Keeps what cannot be indexed: the record, whole, with the reason, in a topic of its own, from
/// which it can be sent again once the reason is gone.
///
/// Publishes [DeadLetters]. The form is `contracts/topics/dead-letters`.
@NullMarked
package dev.konbini.logging.deadletter;

import org.jspecify.annotations.NullMarked;
