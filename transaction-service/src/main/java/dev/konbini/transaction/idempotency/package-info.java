/// Answering a repeated request with the first answer, as draft-ietf-httpapi-idempotency-key-header
/// says.
///
/// Nothing is locked: requests of the same name run side by side and must be safe to, and the first
/// of their answers to be written down is everybody's.
@NullMarked
package dev.konbini.transaction.idempotency;

import org.jspecify.annotations.NullMarked;
