@NullMarked
package dev.konbini.transaction.payment;

import org.jspecify.annotations.NullMarked;
