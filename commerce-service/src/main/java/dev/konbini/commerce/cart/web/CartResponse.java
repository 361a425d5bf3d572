package dev.konbini.commerce.cart.web;

import dev.konbini.commerce.cart.PricedCart;
import dev.konbini.commerce.pricing.MoneyResponse;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cart as it is answered, with what each line costs now.
@Schema(name = "Cart")
record CartResponse(
        @Schema(description = "A UUID. Whoever knows it may change the cart.") String id,
        List<Line> lines,
        @Schema(
                        description =
                                "Of the lines whose products are sold; null where these are priced"
                                        + " in several currencies.")
                @Nullable MoneyResponse total) {

    static CartResponse from(PricedCart cart) {
        return new CartResponse(
                cart.cart().id(),
                cart.lines().stream().map(Line::from).toList(),
                cart.total() == null ? null : MoneyResponse.from(cart.total()));
    }

    @Schema(name = "CartLine")
    record Line(
            String sku,
            int quantity,
            @Schema(description = "False where the product is no longer sold.") boolean sold,
            @Schema(description = "In the language asked for; null where it is no longer sold.")
                    @Nullable String name,
            @Nullable MoneyResponse unitPrice,
            @Nullable MoneyResponse total) {

        static Line from(PricedCart.Line line) {
            var price = line.price();
            return new Line(
                    line.sku().value(),
                    line.quantity(),
                    price != null,
                    price == null ? null : price.name(),
                    price == null ? null : MoneyResponse.from(price.unit()),
                    line.total().map(MoneyResponse::from).orElse(null));
        }
    }
}
