package dev.konbini.commerce.offer;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.konbini.commerce.durability.CollectionIndexes;
import dev.konbini.commerce.durability.DurableReads;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// The offers that were made, in MongoDB: one for each state of a cart. One is forgotten a day
/// after it expired; the order made of it keeps what matters.
@Component
final class Offers {

    private final MongoCollection<OfferDocument> documents;

    Offers(MongoDatabase database) {
        this.documents = database.getCollection(OfferDocument.COLLECTION, OfferDocument.class);
    }

    Optional<Offer> find(String key) {
        return Optional.ofNullable(documents.find(eq("_id", key)).first())
                .map(OfferDocument::toOffer);
    }

    /// Whether `offer` is still the one of `key`, and no election takes it back.
    boolean isDurable(String key, Offer offer) {
        return DurableReads.stays(documents, key, "offerId", offer.id());
    }

    /// Stores `offer` in the place of `earlier`.
    ///
    /// @return false where somebody else was faster
    boolean put(String key, Offer offer, @Nullable Offer earlier) {
        var document = OfferDocument.from(key, offer);
        if (earlier != null) {
            return documents
                            .replaceOne(and(eq("_id", key), eq("offerId", earlier.id())), document)
                            .getMatchedCount()
                    == 1;
        }
        try {
            documents.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OfferIndexes {

        @Bean
        CollectionIndexes offerIndexes() {
            return new CollectionIndexes(
                    OfferDocument.COLLECTION,
                    List.of(
                            new IndexModel(
                                    Indexes.ascending("expiresAt"),
                                    new IndexOptions().expireAfter(1L, TimeUnit.DAYS))));
        }
    }
}
