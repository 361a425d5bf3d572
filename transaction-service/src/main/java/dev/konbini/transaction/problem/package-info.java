/// The problems this service answers with.
@NullMarked
package dev.konbini.transaction.problem;

import org.jspecify.annotations.NullMarked;
