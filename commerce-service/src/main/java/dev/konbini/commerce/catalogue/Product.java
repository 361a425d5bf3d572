package dev.konbini.commerce.catalogue;

/// A product as it stands.
///
/// @param revision raised by one with each change, and not starting anew when a removed product
///   comes back
public record Product(Sku sku, ProductDetails details, long revision) {}
