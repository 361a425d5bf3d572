package dev.konbini.commerce.cart;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.konbini.commerce.durability.CollectionIndexes;
import dev.konbini.commerce.durability.DurableReads;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// The carts, in MongoDB. One lapses 30 days after its last change.
@Component
public final class Carts {

    private static final long KEPT_DAYS = 30;

    private final MongoCollection<CartDocument> documents;
    private final Clock clock;
    private final Supplier<String> ids;

    Carts(MongoDatabase database, Clock clock, Supplier<String> ids) {
        this.documents = database.getCollection(CartDocument.COLLECTION, CartDocument.class);
        this.clock = clock;
        this.ids = ids;
    }

    public Optional<Cart> find(String id) {
        return Optional.ofNullable(documents.find(eq("_id", id)).first()).map(CartDocument::toCart);
    }

    /// Stores a new cart without lines.
    Cart create() {
        var cart = new Cart(ids.get(), List.of(), 1);
        documents.insertOne(CartDocument.from(cart, cart.version(), clock.instant()));
        return cart;
    }

    /// Stores `changed` in the place of the version that it was made from.
    ///
    /// @return empty where that is no longer the cart's version
    Optional<Cart> replace(Cart changed) {
        var document = CartDocument.from(changed, changed.version() + 1, clock.instant());
        var result =
                documents.replaceOne(
                        and(eq("_id", changed.id()), eq("version", changed.version())), document);
        return result.getMatchedCount() == 1 ? Optional.of(document.toCart()) : Optional.empty();
    }

    /// Whether this is still the cart's version, and no election takes it back.
    boolean isDurable(Cart cart) {
        return DurableReads.stays(documents, cart.id(), "version", cart.version());
    }

    @Configuration(proxyBeanMethods = false)
    static class CartIndexes {

        @Bean
        CollectionIndexes cartIndexes() {
            return new CollectionIndexes(
                    CartDocument.COLLECTION,
                    List.of(
                            new IndexModel(
                                    Indexes.ascending("changedAt"),
                                    new IndexOptions().expireAfter(KEPT_DAYS, TimeUnit.DAYS))));
        }
    }
}
