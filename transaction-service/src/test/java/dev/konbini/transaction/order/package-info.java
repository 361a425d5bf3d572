@NullMarked
package dev.konbini.transaction.order;

import org.jspecify.annotations.NullMarked;
