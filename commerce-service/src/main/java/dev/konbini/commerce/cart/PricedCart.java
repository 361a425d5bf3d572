package dev.konbini.commerce.cart;

import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.commerce.pricing.Money;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A cart with what each line costs now.
///
/// @param total null where the lines are priced in several currencies
public record PricedCart(Cart cart, List<Line> lines, @Nullable Money total) {

    /// The lines whose products are no longer sold.
    public List<Sku> gone() {
        return lines.stream().filter(line -> line.price() == null).map(Line::sku).toList();
    }

    /// A line and what it costs.
    ///
    /// @param price null where the product is no longer sold
    public record Line(Sku sku, int quantity, @Nullable Price price) {

        public Optional<Money> total() {
            return Optional.ofNullable(price).map(each -> each.unit().times(quantity));
        }
    }

    /// What a product is called and costs.
    ///
    /// @param name in the language asked for
    /// @param unit what one piece costs
    public record Price(String name, Money unit) {}
}
