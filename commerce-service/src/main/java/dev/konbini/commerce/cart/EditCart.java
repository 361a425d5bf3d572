package dev.konbini.commerce.cart;

import dev.konbini.commerce.catalogue.Product;
import dev.konbini.commerce.catalogue.Products;
import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.commerce.precondition.Precondition;
import java.util.Currency;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Makes carts and changes what is in them, one line at a time.
///
/// Changes of one cart are told apart by its version: whoever comes second looks again at what the
/// first has left and makes its change to that. Where nothing is left to change, no version is
/// demanded: the answer to the same request may have been lost (RFC 9110, section 13.1.1).
@Service
public final class EditCart {

    /// Far more than one shopper's devices can send at once; past it the cart is under attack.
    private static final int ROUNDS_MAX = 50;

    private final Carts carts;
    private final Products products;

    EditCart(Carts carts, Products products) {
        this.carts = carts;
        this.products = products;
    }

    /// A new cart without lines. A repeat makes another one; those that nobody uses lapse.
    public Cart create() {
        return carts.create();
    }

    /// Puts `line` into the cart in the place of the one of the same product. A repeat changes
    /// nothing.
    ///
    /// Precedence: [Outcome.NotFound], [Outcome.PreconditionFailed], [Outcome.UnknownProduct],
    /// [Outcome.Full], [Outcome.MixedCurrencies], [Outcome.Edited], [Outcome.Busy].
    public Outcome put(String id, CartLine line, Precondition precondition) {
        return edit(id, precondition, cart -> put(cart, line));
    }

    /// Takes the product out of the cart, where it is in it.
    ///
    /// Precedence: [Outcome.NotFound], [Outcome.PreconditionFailed], [Outcome.Edited],
    /// [Outcome.Busy].
    public Outcome remove(String id, Sku sku, Precondition precondition) {
        return edit(id, precondition, cart -> new Outcome.Edited(cart.without(sku)));
    }

    private Outcome edit(String id, Precondition precondition, Edit edit) {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            var found = carts.find(id);
            if (found.isEmpty()) {
                return new Outcome.NotFound();
            }
            var cart = found.get();
            var outcome = edit.of(cart);
            if (outcome.equals(new Outcome.Edited(cart))) {
                if (carts.isDurable(cart)) {
                    return outcome;
                }
                continue;
            }
            if (!precondition.permits(cart.version())) {
                return new Outcome.PreconditionFailed();
            }
            if (!(outcome instanceof Outcome.Edited(var changed))) {
                return outcome;
            }
            var stored = carts.replace(changed);
            if (stored.isPresent()) {
                return new Outcome.Edited(stored.get());
            }
        }
        return new Outcome.Busy();
    }

    private Outcome put(Cart cart, CartLine line) {
        var product = products.find(line.sku());
        if (product.isEmpty()) {
            return new Outcome.UnknownProduct();
        }
        if (!cart.holds(line.sku()) && cart.isFull()) {
            return new Outcome.Full();
        }
        var currency = currency(product.get());
        return otherCurrency(cart, line.sku(), currency)
                .<Outcome>map(other -> new Outcome.MixedCurrencies(other, currency))
                .orElseGet(() -> new Outcome.Edited(cart.with(line)));
    }

    private Optional<Currency> otherCurrency(Cart cart, Sku except, Currency currency) {
        var others =
                cart.lines().stream()
                        .map(CartLine::sku)
                        .filter(sku -> !sku.equals(except))
                        .toList();
        return products.find(others).values().stream()
                .map(EditCart::currency)
                .filter(other -> !other.equals(currency))
                .findFirst();
    }

    private static Currency currency(Product product) {
        return product.details().price().currency();
    }

    @FunctionalInterface
    private interface Edit {
        Outcome of(Cart cart);
    }

    /// What became of a change.
    public sealed interface Outcome {
        record NotFound() implements Outcome {}

        record PreconditionFailed() implements Outcome {}

        record UnknownProduct() implements Outcome {}

        record Full() implements Outcome {}

        /// The cart's other products are priced in `cart`, this one is not.
        record MixedCurrencies(Currency cart, Currency product) implements Outcome {}

        record Edited(Cart cart) implements Outcome {}

        /// Others were faster again and again; the same request may be sent again.
        record Busy() implements Outcome {}
    }
}
