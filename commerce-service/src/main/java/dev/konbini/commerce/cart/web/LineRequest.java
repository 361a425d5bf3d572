package dev.konbini.commerce.cart.web;

import dev.konbini.commerce.cart.CartLine;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many of a product to have in the cart.
///
/// @param options what is chosen where a product has a choice. No product has one yet
record LineRequest(
        @NotNull @Min(1) @Max(CartLine.QUANTITY_MAX) Integer quantity,
        @Nullable Map<String, Object> options) {

    boolean choosesOptions() {
        return options != null && !options.isEmpty();
    }
}
