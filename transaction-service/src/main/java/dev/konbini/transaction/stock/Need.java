package dev.konbini.transaction.stock;

import java.util.ArrayList;
import java.util.List;

/// How a claim's wish for one product can be met from the stock that was seen.
///
/// @param held what is reserved for the claim already, in the order of locations, and no more than
///   it wants
/// @param wishes what is still to be taken
/// @param isShort whether even that would be too little
record Need(String sku, List<Allocation> held, List<Wish> wishes, boolean isShort) {

    /// Units to take at one location.
    record Wish(String location, int quantity) {}

    /// Takes the first location that has enough of `sku`; only if none has, as much as each has, in
    /// their order.
    ///
    /// @param items in the order of their locations
    static Need of(String claim, String sku, int quantity, List<StockItem> items) {
        var open = quantity;
        var held = new ArrayList<Allocation>();
        var free = new ArrayList<StockItem>();
        for (var item : items) {
            var reservation = item.reservationFor(claim);
            if (reservation.isEmpty()) {
                free.add(item);
                continue;
            }
            // Two repeats that saw different stock may together hold more than is wanted; the rest
            // is given back.
            var used = Math.min(open, reservation.get().quantity());
            if (used > 0) {
                held.add(
                        new Allocation(
                                reservation.get().id(),
                                sku,
                                item.location(),
                                used,
                                reservation.get().quantity()));
                open -= used;
            }
        }
        return open == 0 ? new Need(sku, held, List.of(), false) : taking(sku, held, open, free);
    }

    private static Need taking(
            String sku, List<Allocation> held, int quantity, List<StockItem> free) {
        for (var item : free) {
            if (item.available() >= quantity) {
                return new Need(sku, held, List.of(new Wish(item.location(), quantity)), false);
            }
        }
        var open = quantity;
        var wishes = new ArrayList<Wish>();
        for (var item : free) {
            var part = Math.min(open, item.available());
            if (part > 0) {
                wishes.add(new Wish(item.location(), part));
                open -= part;
            }
        }
        return new Need(sku, held, wishes, open > 0);
    }
}
