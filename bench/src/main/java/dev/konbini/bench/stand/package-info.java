/// Where a benchmark takes place: real servers of its own in a temporary folder, the service under
/// test as a process of its own, and the plain ways to fill and to ask them.
@NullMarked
package dev.konbini.bench.stand;

import org.jspecify.annotations.NullMarked;
