package dev.konbini.commerce.search;

import java.util.List;
import java.util.SortedMap;

/// How many of the products that were found have which value, most first. A facet's own choice does
/// not narrow its counts, so that a shopper sees what else there is.
///
/// @param category by path, such as `Stationery/Pens`
/// @param attributes by attribute
public record Facets(
        List<Value> category, List<Value> brand, SortedMap<String, List<Value>> attributes) {

    public record Value(String value, long count) {}
}
