@NullMarked
package dev.konbini.transaction.money;

import org.jspecify.annotations.NullMarked;
