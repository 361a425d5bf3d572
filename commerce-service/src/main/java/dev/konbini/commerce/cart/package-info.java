/// What a shopper means to buy: products and quantities, priced anew each time they are looked at.
/// A cart lapses after 30 days without change.
@NullMarked
package dev.konbini.commerce.cart;

import org.jspecify.annotations.NullMarked;
