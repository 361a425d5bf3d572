package dev.konbini.commerce.cart;

import dev.konbini.commerce.catalogue.Sku;

/// How many of a product are in a cart.
///
/// @param quantity 1 to [#QUANTITY_MAX]
public record CartLine(Sku sku, int quantity) {

    public static final int QUANTITY_MAX = 999;

    public CartLine {
        if (quantity < 1 || quantity > QUANTITY_MAX) {
            throw new IllegalArgumentException("a quantity is between 1 and " + QUANTITY_MAX);
        }
    }
}
