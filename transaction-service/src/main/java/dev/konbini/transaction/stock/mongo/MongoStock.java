package dev.konbini.transaction.stock.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nor;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import dev.konbini.transaction.stock.AdjustmentName;
import dev.konbini.transaction.stock.Allocation;
import dev.konbini.transaction.stock.Reservation;
import dev.konbini.transaction.stock.SettleReservations.Held;
import dev.konbini.transaction.stock.SettleReservations.Settlement;
import dev.konbini.transaction.stock.StockItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The stock documents, each changed by single conditional updates.
@Component
public final class MongoStock {

    static final String COLLECTION = "stock";

    /// How many names of an item's latest adjustments are kept: two for each.
    private static final int NAMES_MAX = 200;

    private static final Bson WITHOUT_LISTS = exclude("reservations", "adjustments");
    private static final FindOneAndUpdateOptions RETURN_AFTER =
            new FindOneAndUpdateOptions()
                    .returnDocument(ReturnDocument.AFTER)
                    .projection(WITHOUT_LISTS);

    private final MongoCollection<StockDocument> durable;
    private final MongoCollection<StockDocument> stock;

    MongoStock(MongoDatabase database) {
        this.durable = database.getCollection(COLLECTION, StockDocument.class);
        // What is read here is only ever acted on by a conditional update, so the newest state is
        // worth more than one
        // that a majority has: a look behind the others' writes would only make the update miss.
        this.stock = durable.withReadConcern(ReadConcern.LOCAL);
    }

    /// The items of `skus` with their reservations, by SKU, each list in the order of locations. An
    /// unknown SKU is left out.
    public Map<String, List<StockItem>> bySku(Collection<String> skus) {
        return stock
                .find(in("sku", skus))
                .projection(exclude("adjustments"))
                .sort(Sorts.ascending("sku", "location"))
                .map(StockDocument::toItem)
                .into(new ArrayList<>())
                .stream()
                .collect(groupingBy(StockItem::sku));
    }

    /// Whether a majority has the reservations of `held`, so that no election takes them back.
    ///
    /// Where it has not, it is waited for, as long as for any other write, and the answer is still
    /// no: they may be there now or gone.
    public boolean areDurable(List<Allocation> held) {
        var reservations =
                durable
                        .find(
                                in(
                                        "_id",
                                        held.stream()
                                                .map(each ->
                                                        StockDocument.id(
                                                                each.sku(), each.location()))
                                                .toList()))
                        .projection(exclude("adjustments"))
                        .map(StockDocument::toItem)
                        .into(new ArrayList<>())
                        .stream()
                        .flatMap(item -> item.reservations().stream())
                        .map(Reservation::id)
                        .collect(toSet());
        var areDurable =
                held.stream().map(Allocation::reservationId).allMatch(reservations::contains);
        if (!areDurable) {
            // A write that changes nothing is acknowledged when a majority has all before it.
            var last = held.getLast();
            stock.updateOne(
                    eq(StockDocument.id(last.sku(), last.location())),
                    set("location", last.location()));
        }
        return areDurable;
    }

    /// The same as [#bySku] without reservations.
    public Map<String, List<StockItem>> levelsBySku(Collection<String> skus) {
        return stock
                .find(in("sku", skus))
                .projection(WITHOUT_LISTS)
                .sort(Sorts.ascending("sku", "location"))
                .map(StockDocument::toItem)
                .into(new ArrayList<>())
                .stream()
                .collect(groupingBy(StockItem::sku));
    }

    /// The item without its reservations.
    public Optional<StockItem> find(String sku, String location) {
        return Optional.ofNullable(
                        stock.find(eq(StockDocument.id(sku, location)))
                                .projection(WITHOUT_LISTS)
                                .first())
                .map(StockDocument::toItem);
    }

    /// Takes the units of `reservation` if so many are available and its claim has none here yet.
    public boolean take(String sku, String location, Reservation reservation) {
        var quantity = reservation.quantity();
        var result =
                stock.updateOne(
                        and(
                                eq(StockDocument.id(sku, location)),
                                gte("available", quantity),
                                ne("reservations.claim", reservation.claim())),
                        combine(
                                inc("available", -quantity),
                                inc("reserved", quantity),
                                inc("version", 1L),
                                push(
                                        "reservations",
                                        StockDocument.ReservationDocument.from(reservation))));
        return result.getModifiedCount() == 1;
    }

    /// Ends each reservation that is still there.
    ///
    /// Those that give nothing back are ended together for each item: of a product that many buy at
    /// once there are hundreds, and one update of its document does for all.
    public void settle(List<Settlement> settlements) {
        var writes = new ArrayList<UpdateOneModel<StockDocument>>();
        var kept = new LinkedHashMap<String, List<String>>();
        for (var settlement : settlements) {
            var id = StockDocument.id(settlement.sku(), settlement.location());
            if (settlement.givenBack() == 0) {
                kept.computeIfAbsent(id, _ -> new ArrayList<>()).add(settlement.reservationId());
            } else {
                writes.add(givingBack(id, settlement));
            }
        }
        kept.forEach((id, reservations) -> writes.add(keeping(id, reservations)));
        stock.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }

    private static UpdateOneModel<StockDocument> givingBack(String id, Settlement settlement) {
        return new UpdateOneModel<>(
                and(eq(id), eq("reservations.id", settlement.reservationId())),
                combine(
                        inc("available", settlement.givenBack()),
                        inc("reserved", -settlement.givenBack()),
                        inc("version", 1L),
                        pull("reservations", new Document("id", settlement.reservationId()))));
    }

    /// Nothing that callers see changes, so neither does the version.
    private static UpdateOneModel<StockDocument> keeping(String id, List<String> reservations) {
        return new UpdateOneModel<>(
                eq(id),
                pull("reservations", new Document("id", new Document("$in", reservations))));
    }

    /// Reservations made before `limit`, of at most `count` items.
    public List<Held> reservedBefore(Instant limit, int count) {
        return stock
                .find(lt("reservations.at", limit))
                .projection(exclude("adjustments"))
                .limit(count)
                .map(StockDocument::toItem)
                .into(new ArrayList<>())
                .stream()
                .flatMap(item ->
                        item.reservations().stream()
                                .filter(reservation -> reservation.at().isBefore(limit))
                                .map(reservation ->
                                        new Held(item.sku(), item.location(), reservation)))
                .toList();
    }

    /// Adds an item; empty if it is there already.
    public Optional<StockItem> add(String sku, String location, int onHand) {
        var document =
                new StockDocument(
                        StockDocument.id(sku, location),
                        sku,
                        location,
                        onHand,
                        0,
                        onHand,
                        1,
                        List.of());
        try {
            stock.insertOne(document);
            return Optional.of(document.toItem());
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Sets what is on hand; empty if that, or the `version` if one is given, is no longer as in
    /// `before`.
    public Optional<StockItem> setOnHand(StockItem before, int onHand, @Nullable Long version) {
        return change(
                before,
                onHand - before.onHand(),
                version,
                eq("onHand", before.onHand()),
                List.of());
    }

    /// Adds `by` to what is on hand; empty if too little is available, the `version` if one is
    /// given is another, or the adjustment called `name` if it has one was made before.
    public Optional<StockItem> adjust(
            StockItem before, int by, @Nullable Long version, @Nullable AdjustmentName name) {
        return name == null
                ? change(before, by, version, new Document(), List.of())
                : change(
                        before,
                        by,
                        version,
                        and(ne("adjustments", name.text()), nor(madeByAnEarlierVersion(name))),
                        // The bare one is for the version before, which looks for nothing else. It
                        // comes first, so that it is never left alone when the oldest go.
                        List.of(remembering(List.of(name.request(), name.text()))));
    }

    /// The item, if so many are on hand and no election takes that back.
    public Optional<StockItem> findOnHand(String sku, String location, int onHand) {
        return Optional.ofNullable(
                        durably(
                                and(eq(StockDocument.id(sku, location)), eq("onHand", onHand)),
                                location))
                .map(StockDocument::toItem);
    }

    /// The item, if one of its latest adjustments was the one called `name` and no election takes
    /// that back.
    ///
    /// One look for both, so that what is returned has the adjustment in it.
    public Optional<StockItem> findAdjusted(String sku, String location, AdjustmentName name) {
        var id = eq(StockDocument.id(sku, location));
        var adjusted = durably(and(id, eq("adjustments", name.text())), location);
        if (adjusted == null) {
            // It gets its full name, so that the next request of this name is another.
            adjusted =
                    stock.findOneAndUpdate(
                            and(id, madeByAnEarlierVersion(name)),
                            remembering(List.of(name.text())),
                            RETURN_AFTER);
        }
        return Optional.ofNullable(adjusted).map(StockDocument::toItem);
    }

    /// What matches `filter`, which is of one item at `location`. It is found by a write that
    /// changes nothing: that is acknowledged when a majority has all before it.
    private @Nullable StockDocument durably(Bson filter, String location) {
        return stock.findOneAndUpdate(filter, set("location", location), RETURN_AFTER);
    }

    /// Versions before 0.3.0 keep the bare name of a request, which does not tell when that was. It
    /// counts as this request's, as a replica of theirs may have had it first; one that came with a
    /// full name is ours and counts for nothing.
    private static Bson madeByAnEarlierVersion(AdjustmentName name) {
        return and(
                eq("adjustments", name.request()),
                not(regex("adjustments", "^" + name.request() + AdjustmentName.SEPARATOR)));
    }

    private static Bson remembering(List<String> names) {
        return pushEach("adjustments", names, new PushOptions().slice(-NAMES_MAX));
    }

    private Optional<StockItem> change(
            StockItem before, int by, @Nullable Long version, Bson condition, List<Bson> further) {
        var id = eq(StockDocument.id(before.sku(), before.location()));
        var updates = new ArrayList<>(further);
        updates.add(combine(inc("onHand", by), inc("available", by), inc("version", 1L)));
        return Optional.ofNullable(
                        stock.findOneAndUpdate(
                                and(
                                        id,
                                        gte("available", -by),
                                        condition,
                                        version == null ? new Document() : eq("version", version)),
                                combine(updates),
                                RETURN_AFTER))
                .map(StockDocument::toItem);
    }
}
