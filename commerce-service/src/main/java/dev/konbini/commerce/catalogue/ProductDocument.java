package dev.konbini.commerce.catalogue;

import dev.konbini.commerce.pricing.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/// A product as it is stored. Public, since the driver reaches no other records.
///
/// A removed one stays as a tombstone, with its revision and none of its details, until the index
/// has long forgotten it too.
///
/// @param categories what a search may call its category
/// @param changedAt by the database's clock
/// @param dirtySince since when the index does not have this revision; null when it has
/// @param purgeAt when a tombstone is deleted
public record ProductDocument(
        @BsonId String sku,
        long revision,
        Instant changedAt,
        @Nullable Map<String, String> name,
        @Nullable Map<String, String> description,
        @Nullable List<String> category,
        @Nullable List<String> categories,
        @Nullable String brand,
        @Nullable Price price,
        @Nullable Map<String, String> attributes,
        @Nullable Instant dirtySince,
        @Nullable Instant removedAt,
        @Nullable Instant purgeAt) {

    static final String COLLECTION = "products";

    /// The product; empty for a tombstone.
    Optional<Product> toProduct() {
        return details().map(details -> new Product(new Sku(sku), details, revision));
    }

    ProductState toState() {
        return new ProductState(new Sku(sku), revision, details().orElse(null), dirtySince);
    }

    private Optional<ProductDetails> details() {
        if (removedAt != null) {
            return Optional.empty();
        }
        return Optional.of(
                new ProductDetails(
                        LocalizedText.of(Objects.requireNonNull(name)),
                        description == null ? null : LocalizedText.of(description),
                        Objects.requireNonNullElse(category, List.of()),
                        brand,
                        Objects.requireNonNull(price).toMoney(),
                        Objects.requireNonNullElse(attributes, Map.of())));
    }

    /// A price as it is stored: an exact decimal.
    public record Price(BigDecimal amount, String currency) {

        static Price from(Money money) {
            return new Price(money.amount(), money.currency().getCurrencyCode());
        }

        Money toMoney() {
            return Money.of(amount.toPlainString(), currency);
        }
    }
}
