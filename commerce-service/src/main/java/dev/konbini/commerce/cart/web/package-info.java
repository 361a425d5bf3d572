/// Carts over HTTP.
@NullMarked
package dev.konbini.commerce.cart.web;

import org.jspecify.annotations.NullMarked;
