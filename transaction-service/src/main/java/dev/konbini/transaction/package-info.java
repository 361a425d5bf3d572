/// Takes orders and keeps them: orders, payments, stock and the outbox. Needs MongoDB and nothing
/// else to take one.
@NullMarked
package dev.konbini.transaction;

import org.jspecify.annotations.NullMarked;
