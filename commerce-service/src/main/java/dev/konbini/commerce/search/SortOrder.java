package dev.konbini.commerce.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The orders in which products are listed. Products that are alike in it follow their SKUs.
public enum SortOrder {
    /// Those that fit the query best first.
    RELEVANCE("relevance"),
    SKU("sku"),
    NAME("name"),
    NAME_DESCENDING("-name"),
    /// Amounts are compared as they are, whatever their currency.
    PRICE("price"),
    PRICE_DESCENDING("-price");

    private final String parameter;

    SortOrder(String parameter) {
        this.parameter = parameter;
    }

    /// The order as the parameter `sort` writes it.
    public String parameter() {
        return parameter;
    }

    public static Optional<SortOrder> of(String parameter) {
        return Arrays.stream(values())
                .filter(order -> order.parameter.equals(parameter))
                .findFirst();
    }

    public static List<String> parameters() {
        return Arrays.stream(values()).map(SortOrder::parameter).toList();
    }
}
