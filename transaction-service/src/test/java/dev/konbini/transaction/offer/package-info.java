@NullMarked
package dev.konbini.transaction.offer;

import org.jspecify.annotations.NullMarked;
