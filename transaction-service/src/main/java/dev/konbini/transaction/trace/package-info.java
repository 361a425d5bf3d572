/// The trace an act belongs to, written down so that what happens later, elsewhere, still belongs
/// to it.
@NullMarked
package dev.konbini.transaction.trace;

import org.jspecify.annotations.NullMarked;
