@NullMarked
package dev.konbini.transaction.stock;

import org.jspecify.annotations.NullMarked;
