/// How long it takes from a line's emission until the service's own API shows it, found or tailed.
@NullMarked
package dev.konbini.bench.latency;

import org.jspecify.annotations.NullMarked;
