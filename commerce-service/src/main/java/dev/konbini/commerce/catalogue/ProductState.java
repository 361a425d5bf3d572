package dev.konbini.commerce.catalogue;

import org.jspecify.annotations.Nullable;

/// What the index is to know about a product.
///
/// @param details null for a product that was removed
public record ProductState(Sku sku, long revision, @Nullable ProductDetails details) {}
