package dev.konbini.commerce.catalogue;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.currentDate;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import dev.konbini.commerce.durability.CollectionIndexes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// What an index has to know to follow the catalogue: which products it does not have yet, and all
/// of them in order.
@Component
public final class ProductChanges {

    private static final Duration TOMBSTONE_KEPT = Duration.ofDays(30);

    private final MongoCollection<ProductDocument> documents;
    private final MongoDatabase database;
    private final Clock clock;

    ProductChanges(MongoDatabase database, Clock clock) {
        this.documents = database.getCollection(ProductDocument.COLLECTION, ProductDocument.class);
        this.database = database;
        this.clock = clock;
    }

    /// How `skus` stand now; those that never existed are left out.
    public List<ProductState> load(Collection<Sku> skus) {
        return states(in("_id", skus.stream().map(Sku::value).toList()), skus.size());
    }

    /// Products whose latest change the index does not have, the longest waiting first.
    ///
    /// @param before changed before it, by the database's clock
    public List<Sku> unindexed(Instant before, int limit) {
        return documents
                .find(lt("dirtySince", before))
                .sort(Sorts.ascending("dirtySince"))
                .limit(limit)
                .map(document -> new Sku(document.sku()))
                .into(new ArrayList<>());
    }

    /// Notes that the index has `states`. A product that has changed since stays unindexed, and so
    /// does one that was marked anew: it may have been written into an index that has been replaced
    /// meanwhile.
    public void markIndexed(Collection<ProductState> states) {
        if (states.isEmpty()) {
            return;
        }
        var purgeAt = Date.from(clock.instant().plus(TOMBSTONE_KEPT));
        documents.bulkWrite(
                states.stream()
                        .map(state ->
                                new UpdateOneModel<ProductDocument>(
                                        and(
                                                eq("_id", state.sku().value()),
                                                eq("revision", state.revision()),
                                                eq("dirtySince", state.unindexedSince())),
                                        state.details() == null
                                                ? combine(
                                                        unset("dirtySince"),
                                                        set("purgeAt", purgeAt))
                                                : unset("dirtySince")))
                        .toList(),
                new BulkWriteOptions().ordered(false));
    }

    /// Puts products that the index refused behind all others that wait.
    public void postpone(Collection<Sku> skus) {
        documents.updateMany(
                and(in("_id", skus.stream().map(Sku::value).toList()), exists("dirtySince", true)),
                currentDate("dirtySince"));
    }

    /// Makes all that changed at `since` or later unindexed again.
    public void markUnindexed(Instant since) {
        documents.updateMany(gte("changedAt", since), currentDate("dirtySince"));
    }

    /// Up to `size` products by SKU, removed ones left out.
    public List<ProductState> page(@Nullable Sku after, int size) {
        return states(and(Products.ALIVE, after(after)), size);
    }

    /// The same of all that changed at `since` or later, removed ones too.
    public List<ProductState> changed(Instant since, @Nullable Sku after, int size) {
        return states(and(gte("changedAt", since), after(after)), size);
    }

    /// How many products there are, removed ones left out.
    public long count() {
        return documents.countDocuments(Products.ALIVE);
    }

    public long countChanged(Instant since) {
        return documents.countDocuments(gte("changedAt", since));
    }

    /// How many products the index does not have the latest change of.
    public long countUnindexed() {
        return documents.countDocuments(exists("dirtySince", true));
    }

    /// Since when the longest waiting product waits.
    public Optional<Instant> unindexedSince() {
        var longest =
                documents
                        .find(exists("dirtySince", true))
                        .sort(Sorts.ascending("dirtySince"))
                        .first();
        return Optional.ofNullable(longest).map(ProductDocument::dirtySince);
    }

    /// The time by the clock that stamps changes.
    public Instant now() {
        var answer = database.runCommand(new Document("hello", 1));
        return Objects.requireNonNull(answer.getDate("localTime")).toInstant();
    }

    private List<ProductState> states(Bson filter, int limit) {
        return documents
                .find(filter)
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(ProductDocument::toState)
                .into(new ArrayList<>());
    }

    private static Bson after(@Nullable Sku sku) {
        return sku == null ? new Document() : gt("_id", sku.value());
    }

    @Configuration(proxyBeanMethods = false)
    static class ProductIndexes {

        @Bean
        CollectionIndexes productIndexes() {
            return new CollectionIndexes(
                    ProductDocument.COLLECTION,
                    List.of(
                            new IndexModel(Indexes.ascending("categories", "_id")),
                            new IndexModel(Indexes.ascending("brand", "_id")),
                            new IndexModel(Indexes.ascending("changedAt")),
                            new IndexModel(Indexes.ascending("removedAt")),
                            new IndexModel(
                                    Indexes.ascending("dirtySince"),
                                    new IndexOptions().sparse(true)),
                            new IndexModel(
                                    Indexes.ascending("purgeAt"),
                                    new IndexOptions()
                                            .sparse(true)
                                            .expireAfter(0L, TimeUnit.SECONDS))));
        }
    }
}
