package dev.konbini.commerce.cart;

import dev.konbini.commerce.catalogue.Sku;
import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;

/// A cart as it is stored. Public, since the driver reaches no other records.
public record CartDocument(@BsonId String id, List<Line> lines, long version, Instant changedAt) {

    static final String COLLECTION = "carts";

    static CartDocument from(Cart cart, long version, Instant changedAt) {
        return new CartDocument(
                cart.id(),
                cart.lines().stream()
                        .map(line -> new Line(line.sku().value(), line.quantity()))
                        .toList(),
                version,
                changedAt);
    }

    Cart toCart() {
        return new Cart(
                id,
                lines.stream()
                        .map(line -> new CartLine(new Sku(line.sku()), line.quantity()))
                        .toList(),
                version);
    }

    /// A line as it is stored.
    public record Line(String sku, int quantity) {}
}
