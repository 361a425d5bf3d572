/// Whether every line is stored once, and all is told that an alert has to tell, while who does it
/// is killed again and again.
@NullMarked
package dev.konbini.bench.kills;

import org.jspecify.annotations.NullMarked;
