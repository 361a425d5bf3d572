package dev.konbini.transaction.stock;

import java.util.List;
import java.util.Optional;

/// One product at one location.
///
/// @param available on hand less reserved
/// @param version grows with each change
/// @param reservations those whose fate is not settled yet; what confirmed orders took counts as
///   reserved without one
public record StockItem(
        String sku,
        String location,
        int onHand,
        int reserved,
        int available,
        long version,
        List<Reservation> reservations) {

    public static final int ON_HAND_MAX = 1_000_000_000;

    public StockItem {
        reservations = List.copyOf(reservations);
    }

    Optional<Reservation> reservationFor(String claim) {
        return reservations.stream().filter(held -> held.claim().equals(claim)).findFirst();
    }
}
