/// Work that goes on beside requests: one thread for each kind, started and stopped with the
/// application.
@NullMarked
package dev.konbini.transaction.background;

import org.jspecify.annotations.NullMarked;
