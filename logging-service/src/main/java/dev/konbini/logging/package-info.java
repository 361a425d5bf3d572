@NullMarked
package dev.konbini.logging;

import org.jspecify.annotations.NullMarked;
