/// The functions that a target may call, by family, and the table of them all.
@NullMarked
package dev.konbini.logging.render.function;

import org.jspecify.annotations.NullMarked;
