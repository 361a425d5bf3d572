/// The proof that a running suite works: an order goes all its way, from a cart to its timeline.
///
/// Talks to the gateway alone, so it proves the same of a suite on this machine and of one in a
/// cluster.
@NullMarked
package dev.konbini.cli.verify;

import org.jspecify.annotations.NullMarked;
