/// How this service meets MongoDB: what it waits for, what it makes sure of, and what it answers
/// when MongoDB does not.
///
/// Each feature declares its indexes as a [CollectionIndexes] bean.
@NullMarked
package dev.konbini.transaction.store;

import org.jspecify.annotations.NullMarked;
