package dev.konbini.transaction.offer;

import dev.konbini.transaction.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a shopper may buy at which price, as commerce-service signed it.
///
/// All its amounts are of one currency, and it has at least one line and at most [#LINES_MAX].
///
/// @param id becomes the order's id
/// @param expiresAt from this instant on the offer has lapsed
/// @param subject the shopper it was made for, if it was signed in
/// @param traceId the trace in which it was made, if it says so
public record Offer(
        String id,
        Instant expiresAt,
        @Nullable String subject,
        @Nullable String traceId,
        List<Line> lines,
        Money total) {

    public static final int LINES_MAX = 100;
    static final int QUANTITY_MAX = 999;

    public Offer {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > LINES_MAX) {
            throw new IllegalArgumentException("An offer has 1 to " + LINES_MAX + " lines");
        }
        for (var line : lines) {
            if (!line.total().currency().equals(total.currency())
                    || !line.unitPrice().currency().equals(total.currency())) {
                throw new IllegalArgumentException("An offer has one currency");
            }
        }
    }

    public boolean lapsedAt(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /// One product and how many of it.
    public record Line(String sku, String name, int quantity, Money unitPrice, Money total) {

        public Line {
            if (quantity < 1 || quantity > QUANTITY_MAX) {
                throw new IllegalArgumentException("A line has 1 to " + QUANTITY_MAX + " units");
            }
        }
    }
}
