/// Exact amounts of money, as JSON and MongoDB know them.
@NullMarked
package dev.konbini.transaction.money;

import org.jspecify.annotations.NullMarked;
