package dev.konbini.commerce.search.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import dev.konbini.commerce.CommerceServer;
import dev.konbini.commerce.SharedServer;
import dev.konbini.commerce.catalogue.Language;
import dev.konbini.commerce.catalogue.LocalizedText;
import dev.konbini.commerce.catalogue.ProductDetails;
import dev.konbini.commerce.catalogue.ProductState;
import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.commerce.pricing.Money;
import dev.konbini.commerce.search.ProductQuery;
import dev.konbini.commerce.search.SortOrder;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// That this version and 0.1.0 write and search one another's index.
@ExtendWith(SharedServer.class)
class GenerationsIT {

    private static final Sku SKU = new Sku("KB-0002");

    private final ElasticsearchClient client;
    private final ReleasedIndex released;
    private final ProductsIndex index;
    private final ProductSearch search;

    GenerationsIT(CommerceServer server) {
        client = server.bean(ElasticsearchClient.class);
        released = new ReleasedIndex(client, "generations-");
        var properties = new IndicesProperties("generations-");
        index = new ProductsIndex(client, properties);
        search = new ProductSearch(client, properties);
    }

    @AfterEach
    void remove() throws IOException {
        client.indices().delete(delete -> delete.index("generations-*"));
    }

    @Test
    void thisVersionWritesAndSearchesTheIndexOfTheReleasedOne() {
        released.create();
        assertThat(index.isOutdated(index.live().orElseThrow())).isTrue();

        var written = index.write(List.of(new ProductState(SKU, 8, details(), null)));

        assertThat(written.refused()).isEmpty();
        assertThat(index.count(index.alias())).isEqualTo(1);
        assertThat(search.find(query()).skus()).containsExactly(SKU);
    }

    @Test
    void releasedVersionWritesAndSearchesTheIndexOfThisOne() {
        index.swap(null, index.create(Instant.now()));
        assertThat(index.isOutdated(index.live().orElseThrow())).isFalse();

        released.write("KB-0001", 7);

        assertThat(index.count(index.alias())).isEqualTo(1);
        var found = released.search();
        assertThat(found.hits().hits()).hasSize(1);
        assertThat(found.aggregations()).containsKeys("category", "brand", "attributes");
        assertThat(search.find(query()).skus()).containsExactly(new Sku("KB-0001"));
        assertThat(wholeName("brass pencil")).isEqualTo(1);
    }

    @Test
    void laterRevisionStaysWhicheverVersionWroteIt() {
        index.swap(null, index.create(Instant.now()));
        index.write(List.of(new ProductState(SKU, 8, details(), null)));

        released.write(SKU.value(), 7);
        assertThat(wholeName("brass pencil")).isZero();

        released.write(SKU.value(), 9);
        assertThat(wholeName("brass pencil")).isEqualTo(1);
    }

    @Test
    void indexOfALaterVersionIsNotOutdated() {
        assertThat(index.isOutdated("generations-products-v3-20260101000000000")).isFalse();
    }

    private long wholeName(String name) {
        index.count(index.alias());
        return ElasticCalls.call(() ->
                client.count(count ->
                                count.index(index.alias())
                                        .query(query ->
                                                query.term(term ->
                                                        term.field("name.en.whole").value(name))))
                        .count());
    }

    private static ProductQuery query() {
        return new ProductQuery(
                "pencil",
                Language.EN,
                List.of(),
                List.of(),
                new TreeMap<>(),
                ProductQuery.PriceRange.OPEN,
                SortOrder.RELEVANCE,
                20,
                null);
    }

    private static ProductDetails details() {
        return new ProductDetails(
                new LocalizedText(Map.of(Language.EN, "Pencil")),
                null,
                List.of("Stationery"),
                "Sakura",
                new Money(new BigDecimal("2.50"), Currency.getInstance("USD")),
                Map.of());
    }
}
