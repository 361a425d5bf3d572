package dev.konbini.transaction.order.released;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/// The orders as version 0.1.0 keeps them.
public final class Orders010 {

    private final MongoCollection<Order> orders;

    public Orders010(MongoDatabase database) {
        orders = database.getCollection("orders", Order.class);
    }

    public Order find(String id) {
        return Objects.requireNonNull(orders.find(eq(id)).first());
    }

    /// Replaces `before` by `after`, as 0.1.0 does when an order moves on.
    ///
    /// @return whether `after` is the order now
    public boolean move(Order before, Order after) {
        return orders.updateOne(
                                and(eq(before.id()), eq("revision", before.revision())),
                                combine(
                                        set("version", after.version()),
                                        set("revision", after.revision()),
                                        set("status", after.status()),
                                        set("owners", after.owners()),
                                        set("attempt", after.attempt()),
                                        set("shipTo", after.shipTo()),
                                        set("email", after.email()),
                                        after.authorization() == null
                                                ? unset("authorization")
                                                : set("authorization", after.authorization()),
                                        set("allocations", after.allocations()),
                                        set("rejections", after.rejections())))
                        .getModifiedCount()
                == 1;
    }

    /// An order document of 0.1.0; its status is kept as the text it is.
    public record Order(
            @BsonId String id,
            int version,
            long revision,
            String status,
            List<String> owners,
            Attempt attempt,
            List<Line> lines,
            Money total,
            Address shipTo,
            String email,
            Instant placedAt,
            @Nullable String offerTraceId,
            @Nullable Authorization authorization,
            List<Allocation> allocations,
            List<Rejection> rejections) {

        /// The order with another email, a revision on.
        public Order withEmail(String other) {
            return new Order(
                    id,
                    version,
                    revision + 1,
                    status,
                    owners,
                    attempt,
                    lines,
                    total,
                    shipTo,
                    other,
                    placedAt,
                    offerTraceId,
                    authorization,
                    allocations,
                    rejections);
        }
    }

    public record Attempt(
            int number,
            String fingerprint,
            @Nullable String requestName,
            String cardBrand,
            String cardLast4,
            Instant startedAt,
            String traceparent) {}

    public record Line(String sku, String name, int quantity, Money unitPrice, Money total) {}

    public record Money(BigDecimal amount, String currency) {}

    public record Address(
            String name,
            String line1,
            @Nullable String line2,
            String city,
            @Nullable String region,
            String postalCode,
            String country) {}

    public record Authorization(String id, Money amount) {}

    public record Allocation(
            String reservationId, String sku, String location, int quantity, int reserved) {}

    public record Rejection(
            int attempt, String reason, List<String> missing, @Nullable String code) {}
}
