/// How long a replica takes from the start of its process until it is ready, as `./konbini up`
/// starts it.
@NullMarked
package dev.konbini.bench.start;

import org.jspecify.annotations.NullMarked;
