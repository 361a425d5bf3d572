package dev.konbini.transaction.stock;

import dev.konbini.transaction.stock.mongo.MongoStock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Sets or adjusts how many units are on hand, at an operator's word.
@Service
public final class ChangeStock {

    /// Stands for every version that there can be.
    public static final long ANY = -1;

    private static final int ROUNDS_MAX = 100;

    private final MongoStock stock;

    ChangeStock(MongoStock stock) {
        this.stock = stock;
    }

    /// Sets what is on hand, whatever it was. A repeat changes nothing further, and is told so also
    /// where the version is no longer what the caller saw (RFC 9110, section 13.1.1).
    ///
    /// @param version the version the caller saw; null if it does not matter, 0 if there must be
    ///   none yet, [#ANY] if there must be one
    public Outcome put(String sku, String location, int onHand, @Nullable Long version) {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            var before = stock.find(sku, location).orElse(null);
            if (version != null && !isAt(version, before)) {
                if (version == 0 || before == null || before.onHand() != onHand) {
                    return new Outcome.Changed();
                }
                var already = stock.findOnHand(sku, location, onHand);
                if (already.isPresent()) {
                    return new Outcome.Done(already.get());
                }
                continue;
            }
            if (before == null) {
                var created = stock.add(sku, location, onHand);
                if (created.isPresent()) {
                    return new Outcome.Created(created.get());
                }
                continue;
            }
            if (before.reserved() > onHand) {
                return new Outcome.Reserved(before);
            }
            // Conditioned on what was on hand, not on the version: a buyer in between is no reason
            // to start again.
            var seen = version == null || version == ANY ? null : version;
            var after = stock.setOnHand(before, onHand, seen);
            if (after.isPresent()) {
                return new Outcome.Done(after.get());
            }
        }
        return new Outcome.Contended();
    }

    private static boolean isAt(long version, @Nullable StockItem item) {
        return version == ANY ? item != null : version == (item == null ? 0 : item.version());
    }

    /// Adds `by` to what is on hand, or takes it away.
    ///
    /// @param version the version the caller saw; null if it does not matter
    /// @param name null if the request has none; then its repeat adjusts once more
    public Outcome adjust(
            String sku,
            String location,
            int by,
            @Nullable Long version,
            @Nullable AdjustmentName name) {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            var before = stock.find(sku, location).orElse(null);
            if (before == null) {
                return new Outcome.Unknown();
            }
            // After the level was read: a refusal below is then of a level without this adjustment.
            if (name != null) {
                var adjusted = stock.findAdjusted(sku, location, name);
                if (adjusted.isPresent()) {
                    return new Outcome.Done(adjusted.get());
                }
            }
            if (version != null && version != before.version()) {
                return new Outcome.Changed();
            }
            var onHand = (long) before.onHand() + by;
            if (onHand > StockItem.ON_HAND_MAX) {
                return new Outcome.TooMany();
            }
            if (onHand < before.reserved()) {
                return new Outcome.Reserved(before);
            }
            var after = stock.adjust(before, by, version, name);
            if (after.isPresent()) {
                return new Outcome.Done(after.get());
            }
        }
        return new Outcome.Contended();
    }

    /// What became of the change.
    public sealed interface Outcome {

        record Created(StockItem item) implements Outcome {}

        record Done(StockItem item) implements Outcome {}

        /// There is no stock of this product at this location to adjust.
        record Unknown() implements Outcome {}

        /// The version is another than the caller saw.
        record Changed() implements Outcome {}

        /// Fewer units would be on hand than are reserved.
        record Reserved(StockItem item) implements Outcome {}

        /// More than [StockItem#ON_HAND_MAX] would be on hand.
        record TooMany() implements Outcome {}

        /// Others were faster too often. May be tried again.
        record Contended() implements Outcome {}
    }
}
