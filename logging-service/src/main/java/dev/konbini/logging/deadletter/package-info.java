/// Keeps what cannot be indexed: the record, whole, with the reason, in a topic of its own, lists
/// it, and sends it again once the reason is gone.
///
/// The topic keeps each letter before its record counts as done; from there letters are copied into
/// Elasticsearch to be listed (`docs/decisions/dead-letters.md`). Publishes [DeadLetters]. The form
/// is `contracts/topics/dead-letters`. Uses [dev.konbini.logging.index],
/// [dev.konbini.logging.operation] and [dev.konbini.logging.task].
@NullMarked
package dev.konbini.logging.deadletter;

import org.jspecify.annotations.NullMarked;
