package dev.konbini.commerce.offer;

import dev.konbini.commerce.cart.PricedCart;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells states of carts apart: by products, quantities, prices and currency, and by who asks. The
/// order of the lines and the names of the products do not matter.
final class CartFingerprint {

    private CartFingerprint() {}

    static String of(PricedCart cart, @Nullable String subject) {
        var state =
                cart.lines().stream()
                        .map(CartFingerprint::line)
                        .sorted()
                        .collect(Collectors.joining("\n", subject + "\n", ""));
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(state.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    private static String line(PricedCart.Line line) {
        var price = Objects.requireNonNull(line.price(), "only what is sold is offered").unit();
        return "%s %d %s %s".formatted(line.sku(), line.quantity(), price.text(), price.currency());
    }
}
