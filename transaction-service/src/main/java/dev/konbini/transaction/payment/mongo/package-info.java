/// The sandbox's memory.
@NullMarked
package dev.konbini.transaction.payment.mongo;

import org.jspecify.annotations.NullMarked;
