package dev.konbini.commerce.cart;

import dev.konbini.commerce.catalogue.Language;
import dev.konbini.commerce.catalogue.Product;
import dev.konbini.commerce.catalogue.Products;
import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.commerce.pricing.Money;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Says what a cart costs now.
@Service
public final class PriceCart {

    private final Products products;
    private final Currency currency;

    PriceCart(Products products, CartProperties properties) {
        this.products = products;
        this.currency = properties.currency();
    }

    /// Prices each line by its product as it stands. Changes nothing.
    public PricedCart price(Cart cart, Language language) {
        var sold = products.find(cart.lines().stream().map(CartLine::sku).toList());
        var lines = cart.lines().stream().map(line -> price(line, sold, language)).toList();
        return new PricedCart(cart, lines, total(lines));
    }

    private static PricedCart.Line price(CartLine line, Map<Sku, Product> sold, Language language) {
        var price =
                Optional.ofNullable(sold.get(line.sku()))
                        .map(Product::details)
                        .map(details ->
                                new PricedCart.Price(details.name().in(language), details.price()));
        return new PricedCart.Line(line.sku(), line.quantity(), price.orElse(null));
    }

    private @Nullable Money total(List<PricedCart.Line> lines) {
        var totals = lines.stream().flatMap(line -> line.total().stream()).toList();
        var currencies = totals.stream().map(Money::currency).distinct().toList();
        if (currencies.size() > 1) {
            return null;
        }
        var zero = Money.zero(currencies.isEmpty() ? currency : currencies.getFirst());
        return totals.stream().reduce(zero, Money::plus);
    }
}
