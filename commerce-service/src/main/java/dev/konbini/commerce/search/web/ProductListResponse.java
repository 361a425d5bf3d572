package dev.konbini.commerce.search.web;

import dev.konbini.commerce.catalogue.ProductResponse;
import dev.konbini.commerce.search.Facets;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of products as it is answered.
@Schema(name = "ProductList")
record ProductListResponse(
        List<ProductResponse> items,
        @Schema(description = "Send it as after for the page that follows; null on the last one.")
                @Nullable String next,
        @Schema(description = "How many fit in all; null where degraded.") @Nullable Long total,
        @Schema(
                        description =
                                "How many of all that fit have which value, each facet counted"
                                        + " without its own filter; null where degraded.")
                @Nullable Facets facets,
        @Schema(
                        description =
                                "True while search does not answer: the list comes from the"
                                        + " database, and nothing is counted.")
                boolean degraded) {}
