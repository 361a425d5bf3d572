package dev.konbini.transaction.order;

import java.util.Locale;
import java.util.Set;

/// Where an order stands, and where it can go from there.
public enum OrderStatus {
    /// An attempt is under way: stock is being reserved, payment authorised.
    PENDING,
    /// The order stands: stock is reserved and payment authorised, both recorded.
    CONFIRMED,
    /// The attempt ended without an order; another may follow.
    REJECTED,
    /// The attempt was given up by everybody who drove it; another may follow.
    CANCELLED;

    /// The statuses that may come next.
    public Set<OrderStatus> next() {
        return switch (this) {
            case PENDING -> Set.of(CONFIRMED, REJECTED, CANCELLED);
            case REJECTED, CANCELLED -> Set.of(PENDING);
            case CONFIRMED -> Set.of();
        };
    }

    /// As callers and URLs write it.
    public String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
