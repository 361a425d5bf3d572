@NullMarked
package dev.konbini.transaction.idempotency;

import org.jspecify.annotations.NullMarked;
