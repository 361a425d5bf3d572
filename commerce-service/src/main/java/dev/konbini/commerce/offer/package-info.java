/// Freezes a cart into a signed offer that any holder of the public key can check without asking:
/// lines, prices, total, expiry. The offer's id becomes the order's.
@NullMarked
package dev.konbini.commerce.offer;

import org.jspecify.annotations.NullMarked;
