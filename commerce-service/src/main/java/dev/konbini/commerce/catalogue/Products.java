package dev.konbini.commerce.catalogue;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.currentDate;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import dev.konbini.commerce.durability.DurableReads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The products, in MongoDB.
///
/// Every change is one conditional update on the revision that was read, so of two simultaneous
/// changes one finds that it must read again.
@Component
public final class Products {

    static final Bson ALIVE = exists("removedAt", false);

    private static final int DUPLICATE_KEY = 11000;

    private final MongoCollection<ProductDocument> documents;

    Products(MongoDatabase database) {
        this.documents = database.getCollection(ProductDocument.COLLECTION, ProductDocument.class);
    }

    public Optional<Product> find(Sku sku) {
        return document(sku).flatMap(ProductDocument::toProduct);
    }

    /// Those of `skus` that exist.
    public Map<Sku, Product> find(Collection<Sku> skus) {
        var found = new HashMap<Sku, Product>();
        documents
                .find(in("_id", skus.stream().map(Sku::value).toList()))
                .forEach(document ->
                        document.toProduct()
                                .ifPresent(product -> found.put(product.sku(), product)));
        return found;
    }

    /// Lists by SKU, from the database alone.
    ///
    /// @param categories paths or names, any of which the product must be in; empty for all
    /// @param brands any of which it must be of; empty for all
    /// @param after null for the first page
    public List<Product> list(
            Collection<String> categories,
            Collection<String> brands,
            @Nullable Sku after,
            int size) {
        var filters = new ArrayList<>(List.of(ALIVE));
        if (!categories.isEmpty()) {
            filters.add(in("categories", categories));
        }
        if (!brands.isEmpty()) {
            filters.add(in("brand", brands));
        }
        if (after != null) {
            filters.add(gt("_id", after.value()));
        }
        return documents
                .find(and(filters))
                .sort(Sorts.ascending("_id"))
                .limit(size)
                .map(document -> document.toProduct().orElseThrow())
                .into(new ArrayList<>());
    }

    /// What is stored under `sku`, a tombstone too.
    Optional<ProductDocument> document(Sku sku) {
        return Optional.ofNullable(documents.find(eq("_id", sku.value())).first());
    }

    /// Stores `details` in the place of what was read.
    ///
    /// @param revision what was read; null where there was nothing, not even a tombstone
    /// @return empty where that is no longer what is there
    Optional<Product> put(Sku sku, ProductDetails details, @Nullable Long revision) {
        var description = details.description();
        return change(
                        sku,
                        revision,
                        combine(
                                set("name", details.name().byCode()),
                                description == null
                                        ? unset("description")
                                        : set("description", description.byCode()),
                                set("category", details.category()),
                                set("categories", details.categoryNames()),
                                details.brand() == null
                                        ? unset("brand")
                                        : set("brand", details.brand()),
                                set("price", ProductDocument.Price.from(details.price())),
                                set("attributes", details.attributes()),
                                unset("removedAt"),
                                unset("purgeAt")))
                .flatMap(ProductDocument::toProduct);
    }

    /// Leaves a tombstone.
    ///
    /// @return false where `revision` is no longer what is there
    boolean remove(Sku sku, long revision) {
        var details =
                List.of(
                        "name",
                        "description",
                        "category",
                        "categories",
                        "brand",
                        "price",
                        "attributes");
        var updates = new ArrayList<Bson>(details.stream().map(field -> unset(field)).toList());
        updates.add(currentDate("removedAt"));
        return change(sku, revision, combine(updates)).isPresent();
    }

    /// Whether `revision` of `sku` is still what is there, and no election takes it back.
    boolean isDurable(Sku sku, long revision) {
        return DurableReads.stays(documents, sku.value(), "revision", revision);
    }

    private Optional<ProductDocument> change(Sku sku, @Nullable Long revision, Bson update) {
        var filter =
                and(
                        eq("_id", sku.value()),
                        revision == null ? exists("revision", false) : eq("revision", revision));
        try {
            return Optional.ofNullable(
                    documents.findOneAndUpdate(
                            filter,
                            combine(
                                    update,
                                    set("revision", revision == null ? 1L : revision + 1),
                                    currentDate("changedAt"),
                                    currentDate("dirtySince")),
                            new FindOneAndUpdateOptions()
                                    .upsert(revision == null)
                                    .returnDocument(ReturnDocument.AFTER)));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() == DUPLICATE_KEY) {
                return Optional.empty();
            }
            throw e;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
