/// The log lines that are measured with: as many as wanted, each following from its number alone.
@NullMarked
package dev.konbini.bench.corpus;

import org.jspecify.annotations.NullMarked;
