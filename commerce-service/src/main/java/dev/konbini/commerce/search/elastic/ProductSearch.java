package dev.konbini.commerce.search.elastic;

import static dev.konbini.commerce.search.elastic.ElasticCalls.call;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.commerce.search.Facets;
import dev.konbini.commerce.search.ProductQuery;
import dev.konbini.commerce.search.ProductQuery.Place;
import dev.konbini.commerce.search.SortOrder;
import dev.konbini.web.page.Cursor;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/// Asks the live index.
@Component
public final class ProductSearch {

    private final ElasticsearchClient client;
    private final String alias;

    ProductSearch(
            @Qualifier("searchingElasticsearch") ElasticsearchClient client,
            IndicesProperties properties) {
        this.client = client;
        this.alias = properties.productsAlias();
    }

    /// The products that fit, a page of them, with the facets of all.
    ///
    /// @throws IndexUnavailableException where Elasticsearch does not answer in time or has no
    ///   index
    public Found find(ProductQuery query) {
        var filters = new FacetFilters(query);
        var request =
                new SearchRequest.Builder()
                        .index(alias)
                        .preference(preference(query))
                        .query(ProductMatch.of(query))
                        .postFilter(filters.all())
                        .aggregations(filters.aggregations())
                        .sort(order(query))
                        .size(query.size() + 1)
                        .source(source -> source.fetch(false))
                        .trackTotalHits(total -> total.enabled(true));
        var after = query.after();
        if (after != null) {
            request.searchAfter(after(query.sort(), after));
        }
        return read(call(() -> client.search(request.build(), Void.class)), query, filters);
    }

    /// Copies of an index score slightly apart; the same query always goes to the same one, so that
    /// its pages fit together.
    private static String preference(ProductQuery query) {
        return "query-" + Integer.toHexString(Objects.hash(query.text(), query.language()));
    }

    private static List<SortOptions> order(ProductQuery query) {
        var bySku = SortOptions.of(sort -> sort.field(field -> field.field("sku")));
        var name = "sortName." + query.language().code();
        return switch (query.sort()) {
            case RELEVANCE -> List.of(SortOptions.of(sort -> sort.score(score -> score)), bySku);
            case SKU -> List.of(bySku);
            case NAME -> List.of(by(name, true), bySku);
            case NAME_DESCENDING -> List.of(by(name, false), bySku);
            case PRICE -> List.of(by("price", true), bySku);
            case PRICE_DESCENDING -> List.of(by("price", false), bySku);
        };
    }

    private static SortOptions by(String name, boolean ascending) {
        return SortOptions.of(sort ->
                sort.field(field ->
                        field.field(name)
                                .order(
                                        ascending
                                                ? co.elastic.clients.elasticsearch._types.SortOrder
                                                        .Asc
                                                : co.elastic.clients.elasticsearch._types.SortOrder
                                                        .Desc)));
    }

    private static List<FieldValue> after(SortOrder sort, Place place) {
        var sku = FieldValue.of(place.sku().value());
        return switch (sort) {
            case SKU -> List.of(sku);
            case NAME, NAME_DESCENDING -> List.of(FieldValue.of(place.value()), sku);
            case RELEVANCE, PRICE, PRICE_DESCENDING -> List.of(number(place.value()), sku);
        };
    }

    private static FieldValue number(String value) {
        try {
            return FieldValue.of(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }

    private static Found read(
            SearchResponse<Void> response, ProductQuery query, FacetFilters filters) {
        var hits = response.hits().hits();
        var page = hits.subList(0, Math.min(hits.size(), query.size()));
        var total = response.hits().total();
        return new Found(
                page.stream().map(hit -> sku(hit)).toList(),
                hits.size() > query.size() ? place(page.getLast(), query.sort()) : null,
                total == null ? hits.size() : total.value(),
                filters.facets(response.aggregations()));
    }

    private static Sku sku(Hit<Void> hit) {
        return new Sku(Objects.requireNonNull(hit.id()));
    }

    private static Place place(Hit<Void> last, SortOrder sort) {
        var value = last.sort().getFirst();
        var text =
                value.isDouble()
                        ? Double.toString(value.doubleValue())
                        : String.format(Locale.ROOT, "%s", value._get());
        return new Place(sort == SortOrder.SKU ? "" : text, sku(last));
    }

    /// What was found.
    ///
    /// @param next where the page ends; null on the last one
    /// @param total how many fit in all
    public record Found(List<Sku> skus, @Nullable Place next, long total, Facets facets) {}
}
