package dev.konbini.cli.sample;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One product of the sample catalogue and how many of it lie where.
///
/// @param category from the widest to the narrowest
/// @param price in US dollars, with two decimals
/// @param stock pieces on hand by location
public record SampleProduct(
        String sku,
        Words name,
        Words description,
        List<String> category,
        String brand,
        BigDecimal price,
        Map<String, String> attributes,
        Map<String, Integer> stock) {

    public SampleProduct {
        category = List.copyOf(category);
        // Keeps the order, which Map.copyOf does not: the catalogue is the same each time.
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        stock = Collections.unmodifiableMap(new LinkedHashMap<>(stock));
    }
}
