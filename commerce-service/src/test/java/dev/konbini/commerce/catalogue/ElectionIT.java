package dev.konbini.commerce.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.commerce.CommerceServer;
import dev.konbini.commerce.Interlude;
import dev.konbini.commerce.Samples;
import dev.konbini.commerce.SharedServer;
import dev.konbini.commerce.precondition.Precondition;
import dev.konbini.commerce.pricing.Money;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// As if an election had rolled back what a repeat of a request has just seen.
@ExtendWith(SharedServer.class)
class ElectionIT {

    private static final Precondition NONE = new Precondition.None();

    private final CommerceServer server;
    private final Interlude interlude;
    private final Products products;

    ElectionIT(CommerceServer server) {
        this.server = server;
        interlude = new Interlude(server);
        products = new Products(interlude.database());
    }

    @AfterEach
    void close() {
        interlude.close();
    }

    @Test
    void putsAnewWhatItSawAsPutAndIsGone() {
        var sku = new Sku(Samples.sold(server, "1"));
        var rollback = interlude.rollback("products", sku.value());
        var putProduct = new PutProduct(products, _ -> {});
        var command = new PutProduct.Command(sku, renamed(), NONE);
        putProduct.put(command);

        interlude.after("find", "products", rollback);
        var repeat = putProduct.put(command);

        assertThat(repeat).isInstanceOf(PutProduct.Outcome.Replaced.class);
        assertThat(products.find(sku)).map(Product::details).contains(renamed());
    }

    @Test
    void removesAnewWhatItSawAsRemovedAndIsGone() {
        var sku = new Sku(Samples.sold(server, "1"));
        var rollback = interlude.rollback("products", sku.value());
        var removeProduct = new RemoveProduct(products, _ -> {});
        var command = new RemoveProduct.Command(sku, NONE);
        removeProduct.remove(command);

        interlude.after("find", "products", rollback);
        var repeat = removeProduct.remove(command);

        assertThat(repeat).isInstanceOf(RemoveProduct.Outcome.Removed.class);
        assertThat(products.find(sku)).isEmpty();
    }

    private static ProductDetails renamed() {
        return new ProductDetails(
                new LocalizedText(Map.of(Language.EN, "Renamed")),
                null,
                List.of(),
                null,
                Money.of("2", "USD"),
                Map.of());
    }
}
