/// Whether every line is stored once while what stores it is killed again and again.
@NullMarked
package dev.konbini.bench.kills;

import org.jspecify.annotations.NullMarked;
