package dev.konbini.transaction.stock.web;

import dev.konbini.transaction.stock.StockItem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/// How many units have come, or gone where it is negative.
record AdjustRequest(
        @NotNull @Min(-StockItem.ON_HAND_MAX) @Max(StockItem.ON_HAND_MAX) Integer by) {}
