package dev.konbini.commerce.catalogue;

/// A product was created, replaced or removed. Told once the database has it; whoever misses this
/// finds the product among those not yet indexed.
public record ProductChanged(Sku sku) {}
