package dev.konbini.commerce.catalogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the index is to know about a product.
///
/// @param details null for a product that was removed
/// @param unindexedSince the mark that the index does not have it, as it stood when this was read;
///   null for none
public record ProductState(
        Sku sku,
        long revision,
        @Nullable ProductDetails details,
        @Nullable Instant unindexedSince) {}
