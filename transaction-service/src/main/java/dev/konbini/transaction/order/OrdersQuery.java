package dev.konbini.transaction.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which orders to list. What is null does not matter.
///
/// @param owner a shopper's subject
/// @param from placed then or later
/// @param to placed before then
/// @param after the last order of the page before
/// @param size at most so many
public record OrdersQuery(
        @Nullable String owner,
        @Nullable OrderStatus status,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Place after,
        int size) {

    /// Where an order stands in the list.
    public record Place(Instant placedAt, String id) {}
}
