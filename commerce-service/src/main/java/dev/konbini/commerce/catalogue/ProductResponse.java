package dev.konbini.commerce.catalogue;

import dev.konbini.commerce.availability.LocationStock;
import dev.konbini.commerce.pricing.MoneyResponse;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A product as it is answered, in one language.
@Schema(name = "Product")
public record ProductResponse(
        @Schema(example = "KB-0001") String sku,
        @Schema(description = "In the language asked for, else in English.") String name,
        @Nullable String description,
        @Schema(example = "[\"Stationery\", \"Pens\"]") List<String> category,
        @Nullable String brand,
        MoneyResponse price,
        Map<String, String> attributes,
        @Schema(description = "Where it can be had; see availabilityKnown.")
                List<LocationStock> availability,
        @Schema(
                        description =
                                "False where transaction-service did not say in time: availability"
                                        + " is empty then, which does not mean sold out.")
                boolean availabilityKnown) {}
