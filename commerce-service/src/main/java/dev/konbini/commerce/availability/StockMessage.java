package dev.konbini.commerce.availability;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of transaction-service's answer to `GET /api/stock` that is needed here.
record StockMessage(@Nullable List<Item> items) {

    record Item(String sku, List<LocationStock> locations) {}
}
