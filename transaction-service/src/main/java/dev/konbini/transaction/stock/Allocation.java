package dev.konbini.transaction.stock;

/// The units of one reservation that an order takes.
///
/// @param quantity the units that the order takes
/// @param reserved the units that the reservation holds, at least as many
public record Allocation(
        String reservationId, String sku, String location, int quantity, int reserved) {

    public Allocation {
        if (quantity < 1 || quantity > reserved) {
            throw new IllegalArgumentException(
                    "An order takes 1 to %d of these units".formatted(reserved));
        }
    }
}
