package dev.konbini.transaction.stock.web;

import dev.konbini.transaction.stock.StockItem;
import java.util.List;

/// How much there is of one product.
///
/// @param locations in the order of their names; none where the product is not stocked
record StockResponse(String sku, List<LevelResponse> locations) {

    static StockResponse from(String sku, List<StockItem> items) {
        return new StockResponse(sku, items.stream().map(LevelResponse::from).toList());
    }

    record LevelResponse(String location, int onHand, int reserved, int available) {

        static LevelResponse from(StockItem item) {
            return new LevelResponse(
                    item.location(), item.onHand(), item.reserved(), item.available());
        }
    }
}
