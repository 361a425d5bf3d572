package dev.konbini.transaction.stock;

import dev.konbini.transaction.stock.mongo.MongoStock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;

/// Ends reservations: keeps the units that an order took and gives the rest back.
///
/// A reservation is named by the id of the update that made it and is ended by the update that
/// removes that id. So each is ended exactly once, whoever tries, and never one that was made later
/// for the same claim.
@Service
public final class SettleReservations {

    private final MongoStock stock;

    SettleReservations(MongoStock stock) {
        this.stock = stock;
    }

    /// Ends each of `settlements`; those that are ended already are left alone.
    ///
    /// Only to be called with a fate that can no longer change.
    public void settle(Collection<Settlement> settlements) {
        if (!settlements.isEmpty()) {
            stock.settle(List.copyOf(settlements));
        }
    }

    /// What is reserved for `claim` of the products `skus`.
    public List<Held> heldFor(String claim, Collection<String> skus) {
        return stock.bySku(skus).values().stream()
                .flatMap(List::stream)
                .flatMap(item ->
                        item.reservationFor(claim).stream()
                                .map(reservation ->
                                        new Held(item.sku(), item.location(), reservation)))
                .toList();
    }

    /// Reservations made before `limit` that nobody has ended, at most `count` stock documents'
    /// worth.
    public List<Held> olderThan(Instant limit, int count) {
        return stock.reservedBefore(limit, count);
    }

    /// A reservation and where it is.
    public record Held(String sku, String location, Reservation reservation) {

        /// Ends it with `kept` of its units sold and the others available again.
        public Settlement keeping(int kept) {
            return new Settlement(sku, location, reservation.id(), reservation.quantity() - kept);
        }
    }

    /// How a reservation ends of which an order takes what `allocation` says.
    public static Settlement taking(Allocation allocation) {
        return new Settlement(
                allocation.sku(),
                allocation.location(),
                allocation.reservationId(),
                allocation.reserved() - allocation.quantity());
    }

    /// How a reservation ends.
    ///
    /// @param givenBack the units that become available again; the others stay reserved until they
    ///   are shipped
    public record Settlement(String sku, String location, String reservationId, int givenBack) {

        public Settlement {
            if (givenBack < 0) {
                throw new IllegalArgumentException(
                        "A reservation cannot give back less than nothing");
            }
        }
    }
}
