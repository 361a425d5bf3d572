package dev.konbini.transaction.stock.mongo;

import dev.konbini.transaction.stock.Reservation;
import dev.konbini.transaction.stock.StockItem;
import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/// [StockItem] as it is stored. Fields it does not name are left as they are.
///
/// @param id [#id]
/// @param reservations null where they were not asked for
public record StockDocument(
        @BsonId String id,
        String sku,
        String location,
        int onHand,
        int reserved,
        int available,
        long version,
        @Nullable List<ReservationDocument> reservations) {

    public record ReservationDocument(String id, String claim, int quantity, Instant at) {

        static ReservationDocument from(Reservation reservation) {
            return new ReservationDocument(
                    reservation.id(),
                    reservation.claim(),
                    reservation.quantity(),
                    reservation.at());
        }

        Reservation toReservation() {
            return new Reservation(id, claim, quantity, at);
        }
    }

    /// One id for each pair: neither part holds a slash.
    static String id(String sku, String location) {
        return sku + "/" + location;
    }

    StockItem toItem() {
        return new StockItem(
                sku,
                location,
                onHand,
                reserved,
                available,
                version,
                reservations == null
                        ? List.of()
                        : reservations.stream().map(ReservationDocument::toReservation).toList());
    }
}
