package dev.konbini.commerce.search;

import dev.konbini.commerce.catalogue.Product;
import dev.konbini.commerce.catalogue.Products;
import dev.konbini.commerce.search.ProductQuery.Place;
import dev.konbini.commerce.search.elastic.IndexUnavailableException;
import dev.konbini.commerce.search.elastic.ProductSearch;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Lists the products that a shopper looks for.
///
/// The index says which products and in which order; what they are comes from the database, so a
/// price is never older than what the cart will say. Without the index the database lists by
/// category and brand.
@Service
public final class SearchProducts {

    private static final Logger LOG = LoggerFactory.getLogger(SearchProducts.class);

    private final ProductSearch index;
    private final Products products;
    private final CircuitBreaker breaker;

    SearchProducts(ProductSearch index, Products products, CircuitBreakerRegistry breakers) {
        this.index = index;
        this.products = products;
        this.breaker =
                breakers.circuitBreaker(
                        "elasticsearch",
                        CircuitBreakerConfig.from(breakers.getDefaultConfig())
                                .recordExceptions(IndexUnavailableException.class)
                                .build());
    }

    /// A page of what fits `query`. Pages follow one another without a gap or a repeat among the
    /// products that do not change meanwhile, except by relevance: there each change of any product
    /// may move others a little, and a page boundary with them. Precedence: [Outcome.Found],
    /// [Outcome.Listed], [Outcome.Unavailable].
    public Outcome search(ProductQuery query) {
        try {
            return found(breaker.executeSupplier(() -> index.find(query)));
        } catch (CallNotPermittedException e) {
            return query.isPlain() ? listed(query) : new Outcome.Unavailable();
        } catch (IndexUnavailableException e) {
            LOG.warn("Searching without the index: {}", e.getMessage());
            return query.isPlain() ? listed(query) : new Outcome.Unavailable();
        }
    }

    private Outcome found(ProductSearch.Found found) {
        var bySku = products.find(found.skus());
        // One that was removed a moment ago, and not yet from the index, is left out.
        var items = found.skus().stream().map(bySku::get).filter(Objects::nonNull).toList();
        return new Outcome.Found(items, found.next(), found.total(), found.facets());
    }

    private Outcome listed(ProductQuery query) {
        var after = Optional.ofNullable(query.after()).map(Place::sku).orElse(null);
        var listed = products.list(query.categories(), query.brands(), after, query.size() + 1);
        var page = listed.subList(0, Math.min(listed.size(), query.size()));
        var isLast = listed.size() <= query.size();
        return new Outcome.Listed(page, isLast ? null : new Place("", page.getLast().sku()));
    }

    /// What came of it.
    public sealed interface Outcome {

        /// From the index.
        ///
        /// @param next where the page ends; null on the last one
        /// @param total how many fit in all
        record Found(List<Product> items, @Nullable Place next, long total, Facets facets)
                implements Outcome {}

        /// From the database, since the index does not answer: nothing was counted.
        record Listed(List<Product> items, @Nullable Place next) implements Outcome {}

        /// The index does not answer, and the database alone cannot.
        record Unavailable() implements Outcome {}
    }
}
