/// Shoppers' journeys through the gateway at a set rate, and what each of their requests came to.
///
/// Published: [Traffic], and [Observed] for what it saw.
@NullMarked
package dev.konbini.cli.traffic;

import org.jspecify.annotations.NullMarked;
