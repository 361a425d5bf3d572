package dev.konbini.commerce.catalogue;

import dev.konbini.commerce.availability.Availability;
import dev.konbini.commerce.availability.LocationStock;
import dev.konbini.commerce.pricing.MoneyResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Says what callers are told about products: in their language, with what is in stock where.
@Component
public final class ProductResponses {

    private final Availability availability;

    ProductResponses(Availability availability) {
        this.availability = availability;
    }

    public ProductResponse of(Product product, Language language) {
        return of(List.of(product), language).getFirst();
    }

    /// In the order of `products`, at most [Availability#SKUS_MAX] of them.
    public List<ProductResponse> of(List<Product> products, Language language) {
        var stock =
                availability.of(products.stream().map(product -> product.sku().value()).toList());
        return products.stream().map(product -> of(product, language, stock)).toList();
    }

    private static ProductResponse of(
            Product product, Language language, Optional<Map<String, List<LocationStock>>> stock) {
        var details = product.details();
        var description = details.description();
        return new ProductResponse(
                product.sku().value(),
                details.name().in(language),
                description == null ? null : description.in(language),
                details.category(),
                details.brand(),
                MoneyResponse.from(details.price()),
                details.attributes(),
                stock.map(known -> known.getOrDefault(product.sku().value(), List.of()))
                        .orElse(List.of()),
                stock.isPresent());
    }
}
