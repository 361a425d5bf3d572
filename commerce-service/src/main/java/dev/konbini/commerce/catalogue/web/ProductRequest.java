package dev.konbini.commerce.catalogue.web;

import dev.konbini.commerce.catalogue.ProductDetails;
import dev.konbini.commerce.pricing.MoneyRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All that is said about a product, as an operator sends it.
///
/// @param category from the widest to the narrowest level
/// @param attributes by name: a letter and up to 39 more of letters, digits, `_` and `-`
record ProductRequest(
        @NotNull @Valid LocalizedTextRequest name,
        @Valid @Nullable LocalizedTextRequest description,
        @Size(max = 8) @Nullable List<
                                @NotNull @Size(max = 100) @Pattern(
                                        regexp = "(?!\\s*$)[\\P{Cntrl}&&[^/]]+",
                                        message = "must be words, without / and control characters")
                                String>
                        category,
        @Size(max = 100) @Pattern(
                        regexp = LocalizedTextRequest.PRINTABLE,
                        message = LocalizedTextRequest.PRINTABLE_MESSAGE)
                @Nullable String brand,
        @NotNull @Valid MoneyRequest price,
        @Size(max = 50) @Nullable Map<
                                @Pattern(
                                        regexp = "[A-Za-z][A-Za-z0-9_-]{0,39}",
                                        message = "must be a name such as colour")
                                String,
                                @NotNull @Size(max = 200) @Pattern(
                                        regexp = LocalizedTextRequest.PRINTABLE,
                                        message = LocalizedTextRequest.PRINTABLE_MESSAGE)
                                String>
                        attributes) {

    private static final int NAME_MAX = 200;

    @AssertTrue(message = "must have at most 200 characters") boolean isNameShort() {
        return name == null || name.fits(NAME_MAX);
    }

    ProductDetails toDetails() {
        return new ProductDetails(
                name.toText(),
                description == null ? null : description.toText(),
                Objects.requireNonNullElse(category, List.of()),
                brand,
                price.toMoney(),
                Objects.requireNonNullElse(attributes, Map.of()));
    }
}
