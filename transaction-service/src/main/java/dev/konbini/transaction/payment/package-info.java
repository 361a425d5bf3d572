/// Authorising and voiding payments.
///
/// The only processor is a sandbox that knows Stripe's test tokens and takes no money. Like a real
/// one it remembers every idempotency key, so a repeat is answered and not charged again.
@NullMarked
package dev.konbini.transaction.payment;

import org.jspecify.annotations.NullMarked;
