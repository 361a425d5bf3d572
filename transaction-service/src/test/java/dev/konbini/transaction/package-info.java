@NullMarked
package dev.konbini.transaction;

import org.jspecify.annotations.NullMarked;
