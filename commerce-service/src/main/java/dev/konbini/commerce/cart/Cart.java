package dev.konbini.commerce.cart;

import dev.konbini.commerce.catalogue.Sku;
import java.util.ArrayList;
import java.util.List;

/// What a shopper means to buy: at most [#LINES_MAX] lines, one per product, in the order in which
/// they were added.
///
/// @param version raised by one with each change
public record Cart(String id, List<CartLine> lines, long version) {

    public static final int LINES_MAX = 100;

    public Cart {
        lines = List.copyOf(lines);
    }

    boolean holds(Sku sku) {
        return lines.stream().anyMatch(line -> line.sku().equals(sku));
    }

    boolean isFull() {
        return lines.size() >= LINES_MAX;
    }

    /// This cart with `line` in the place of the one of the same product, else at the end.
    Cart with(CartLine line) {
        var changed = new ArrayList<>(lines);
        changed.replaceAll(old -> old.sku().equals(line.sku()) ? line : old);
        if (!holds(line.sku())) {
            changed.add(line);
        }
        return new Cart(id, changed, version);
    }

    Cart without(Sku sku) {
        return new Cart(
                id, lines.stream().filter(line -> !line.sku().equals(sku)).toList(), version);
    }
}
