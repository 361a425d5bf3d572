package dev.konbini.transaction.stock.web;

import dev.konbini.transaction.stock.StockItem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/// How many units are on hand.
record OnHandRequest(@NotNull @Min(0) @Max(StockItem.ON_HAND_MAX) Integer onHand) {}
