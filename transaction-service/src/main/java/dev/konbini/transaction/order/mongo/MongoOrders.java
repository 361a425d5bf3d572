package dev.konbini.transaction.order.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import dev.konbini.transaction.order.Order;
import dev.konbini.transaction.order.OrderStatus;
import dev.konbini.transaction.order.OrdersQuery;
import dev.konbini.transaction.order.Rejection;
import dev.konbini.transaction.outbox.Outbox;
import dev.konbini.transaction.outbox.OutboxEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// The order documents. Each change and the events about it are one write.
@Component
public final class MongoOrders {

    private final MongoCollection<OrderDocument> orders;
    private final MongoCollection<VoidsDocument> voids;
    private final Outbox outbox;
    private final Clock clock;

    MongoOrders(MongoDatabase database, Outbox outbox, Clock clock) {
        this.orders = database.getCollection(Outbox.COLLECTION, OrderDocument.class);
        this.voids = database.getCollection(Outbox.COLLECTION, VoidsDocument.class);
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Adds an order and makes `events` true with it.
    ///
    /// @return whether it was this call that added it; false if the id is taken
    public boolean add(Order order, List<OutboxEvent> events) {
        var document = OrderDocument.from(order);
        try {
            // Matches nothing, so it inserts or finds the id taken.
            orders.updateOne(
                    and(eq(order.id()), exists("revision", false)),
                    combine(immutable(document), mutable(document), outbox.adding(events)),
                    new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /// Replaces `before` by `after` and makes `events` true with it.
    ///
    /// A write whose answer is late or lost is not guessed at: the order is read, and if it is as
    /// it should be the move was made.
    ///
    /// @return whether `after` is the order now; false if `before` no longer was
    /// @throws MongoException if it is not known, or not done
    public boolean move(Order before, Order after, List<OutboxEvent> events) {
        var update =
                combine(mutable(OrderDocument.from(after)), outbox.adding(events), voidDue(after));
        try {
            return orders.updateOne(and(eq(before.id()), eq("revision", before.revision())), update)
                            .getModifiedCount()
                    == 1;
        } catch (MongoException e) {
            if (isNow(after, e)) {
                return true;
            }
            throw e;
        }
    }

    public Optional<Order> find(String id) {
        return Optional.ofNullable(orders.find(eq(id)).first()).map(OrderDocument::toOrder);
    }

    /// Those of `ids` that exist, in no order.
    public List<Order> findAll(Collection<String> ids) {
        return orders.find(in("_id", ids)).map(OrderDocument::toOrder).into(new ArrayList<>());
    }

    /// The latest first, at most [OrdersQuery#size].
    public List<Order> list(OrdersQuery query) {
        var filters = new ArrayList<Bson>();
        Optional.ofNullable(query.owner()).ifPresent(owner -> filters.add(eq("owners", owner)));
        Optional.ofNullable(query.status())
                .ifPresent(status -> filters.add(eq("status", status.name())));
        Optional.ofNullable(query.from()).ifPresent(from -> filters.add(gte("placedAt", from)));
        Optional.ofNullable(query.to()).ifPresent(to -> filters.add(lt("placedAt", to)));
        Optional.ofNullable(query.after())
                .ifPresent(after ->
                        filters.add(
                                or(
                                        lt("placedAt", after.placedAt()),
                                        and(
                                                eq("placedAt", after.placedAt()),
                                                lt("_id", after.id())))));
        return orders.find(filters.isEmpty() ? new Document() : and(filters))
                .sort(Sorts.descending("placedAt", "_id"))
                .limit(query.size())
                .map(OrderDocument::toOrder)
                .into(new ArrayList<>());
    }

    /// Orders whose attempt began before `limit` and is still under way, at most `count`.
    public List<Order> pendingSince(Instant limit, int count) {
        return orders.find(
                        and(
                                eq("status", OrderStatus.PENDING.name()),
                                lt("attempt.startedAt", limit)))
                .limit(count)
                .map(OrderDocument::toOrder)
                .into(new ArrayList<>());
    }

    /// Attempts whose payment is to be voided by `now`, of at most `count` orders.
    public List<DueVoid> voidsDue(Instant now, int count) {
        return voids.find(lte("voids.due", now)).limit(count).into(new ArrayList<>()).stream()
                .flatMap(document ->
                        find(document.id()).stream()
                                .flatMap(order ->
                                        document.voids().stream()
                                                .map(due -> new DueVoid(order, due.attempt()))))
                .toList();
    }

    /// Records that the payment of an attempt is void, and makes `event` true with it.
    ///
    /// @return whether it was this call that recorded it
    public boolean voided(String id, int attempt, Optional<OutboxEvent> event) {
        var done = pull("voids", new Document("attempt", attempt));
        return orders.updateOne(
                                and(eq(id), eq("voids.attempt", attempt)),
                                event.map(voided -> combine(done, outbox.adding(List.of(voided))))
                                        .orElse(done))
                        .getModifiedCount()
                == 1;
    }

    private boolean isNow(Order wanted, MongoException cause) {
        try {
            return find(wanted.id()).filter(wanted::equals).isPresent();
        } catch (MongoException e) {
            cause.addSuppressed(e);
            return false;
        }
    }

    /// An attempt that ended before its payment was known of: a slow request may have authorised it
    /// all the same.
    private Bson voidDue(Order after) {
        var attempt = after.attempt().number();
        var unknown =
                after.rejection(attempt)
                        .filter(rejection ->
                                rejection.reason() != Rejection.Reason.PAYMENT_DECLINED)
                        .isPresent();
        return unknown
                ? push("voids", new VoidsDocument.VoidDocument(attempt, clock.instant()))
                : combine();
    }

    private static Bson immutable(OrderDocument order) {
        return combine(
                set("lines", order.lines()),
                set("total", order.total()),
                set("placedAt", order.placedAt()),
                set("offerTrace", order.offerTrace()),
                set("offerTraceId", order.offerTraceId()));
    }

    private static Bson mutable(OrderDocument order) {
        return combine(
                set("version", order.version()),
                set("revision", order.revision()),
                set("status", order.status().name()),
                set("owners", order.owners()),
                set("attempt", order.attempt()),
                set("shipTo", order.shipTo()),
                set("email", order.email()),
                order.authorization() == null
                        ? unset("authorization")
                        : set("authorization", order.authorization()),
                set("allocations", order.allocations()),
                set("rejections", order.rejections()));
    }

    /// An attempt at `order` whose payment is to be voided.
    public record DueVoid(Order order, int attempt) {}
}
