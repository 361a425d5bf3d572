/// Reads targets, and the times that go with them.
@NullMarked
package dev.konbini.logging.render.target;

import org.jspecify.annotations.NullMarked;
