package dev.konbini.commerce.search;

import dev.konbini.commerce.catalogue.Language;
import dev.konbini.commerce.catalogue.Sku;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What a shopper looks for. Within a facet any of the values will do; all facets must fit.
///
/// @param text words that must all be found, in whichever language; null for all products
/// @param language in which words weigh most, and by which names are sorted
/// @param categories paths such as `Stationery/Pens`, or plain names such as `Pens`
/// @param attributes values by attribute
/// @param after the place where the page before ended; null for the first page
public record ProductQuery(
        @Nullable String text,
        Language language,
        List<String> categories,
        List<String> brands,
        SortedMap<String, List<String>> attributes,
        PriceRange price,
        SortOrder sort,
        int size,
        @Nullable Place after) {

    /// Whether the database alone can answer it.
    boolean isPlain() {
        return text == null && attributes.isEmpty() && price.isOpen() && sort == SortOrder.SKU;
    }

    /// Amounts from `min` to `max`, both included.
    public record PriceRange(@Nullable BigDecimal min, @Nullable BigDecimal max) {

        public static final PriceRange OPEN = new PriceRange(null, null);

        public boolean isOpen() {
            return min == null && max == null;
        }
    }

    /// Where in an order a page ended: behind the product `sku`, whose sorting value is `value`.
    public record Place(String value, Sku sku) {}
}
