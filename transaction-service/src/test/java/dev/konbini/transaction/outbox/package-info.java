@NullMarked
package dev.konbini.transaction.outbox;

import org.jspecify.annotations.NullMarked;
