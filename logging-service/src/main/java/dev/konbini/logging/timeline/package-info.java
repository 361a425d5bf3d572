/// Puts all that is known of an order in the order of time: its events, its payment calls, and each
/// line that any service wrote in its traces.
///
/// Uses [dev.konbini.logging.index].
@NullMarked
package dev.konbini.logging.timeline;

import org.jspecify.annotations.NullMarked;
