package dev.konbini.commerce.catalogue;

import dev.konbini.commerce.pricing.Money;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that is said about a product.
///
/// @param category from the widest to the narrowest, such as Stationery, Pens; may be empty
/// @param attributes by name, such as colour: red
public record ProductDetails(
        LocalizedText name,
        @Nullable LocalizedText description,
        List<String> category,
        @Nullable String brand,
        Money price,
        SortedMap<String, String> attributes) {

    /// Parts the levels of a category's path.
    public static final String CATEGORY_SEPARATOR = "/";

    public ProductDetails(
            LocalizedText name,
            @Nullable LocalizedText description,
            List<String> category,
            @Nullable String brand,
            Money price,
            Map<String, String> attributes) {
        this(name, description, category, brand, price, new TreeMap<>(attributes));
    }

    public ProductDetails {
        category = List.copyOf(category);
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /// The category's path at each level, such as `Stationery`, `Stationery/Pens`.
    public List<String> categoryPaths() {
        return IntStream.rangeClosed(1, category.size())
                .mapToObj(depth -> String.join(CATEGORY_SEPARATOR, category.subList(0, depth)))
                .toList();
    }

    /// What a search for a category may call this one: each level's path, and its plain name.
    public List<String> categoryNames() {
        return Stream.concat(categoryPaths().stream(), category.stream()).distinct().toList();
    }
}
