package dev.konbini.commerce.search.elastic;

import dev.konbini.commerce.catalogue.Language;
import dev.konbini.commerce.catalogue.LocalizedText;
import dev.konbini.commerce.catalogue.ProductDetails;
import dev.konbini.commerce.catalogue.Sku;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A product as it is indexed: enough to find, count and sort it. What callers are told about it
/// comes from the database.
///
/// @param words brand, category and attributes, to be found by
/// @param category what a search may call its category
/// @param attributes each as `name=value`
/// @param price of which filtering and sorting need no more digits than a double has
/// @param sortName without case
record ProductIndexDocument(
        String sku,
        long revision,
        Map<String, String> name,
        @Nullable Map<String, String> description,
        List<String> words,
        List<String> category,
        List<String> categoryPath,
        @Nullable String brand,
        List<String> attributes,
        double price,
        Map<String, String> sortName) {

    static ProductIndexDocument from(Sku sku, long revision, ProductDetails details) {
        var words =
                Stream.of(
                                Stream.ofNullable(details.brand()),
                                details.category().stream(),
                                details.attributes().values().stream())
                        .flatMap(each -> each)
                        .map(SearchText::of)
                        .toList();
        var attributes =
                details.attributes().entrySet().stream()
                        .map(each -> attribute(each.getKey(), each.getValue()))
                        .toList();
        return new ProductIndexDocument(
                sku.value(),
                revision,
                texts(details.name(), SearchText::of),
                details.description() == null
                        ? null
                        : texts(Objects.requireNonNull(details.description()), SearchText::of),
                words,
                details.categoryNames(),
                details.categoryPaths(),
                details.brand(),
                attributes,
                details.price().amount().doubleValue(),
                texts(details.name(), SearchText::sortable));
    }

    static String attribute(String name, String value) {
        return name + "=" + value;
    }

    private static Map<String, String> texts(LocalizedText text, UnaryOperator<String> form) {
        return Stream.of(Language.values())
                .collect(
                        Collectors.toMap(
                                Language::code, language -> form.apply(text.in(language))));
    }
}
