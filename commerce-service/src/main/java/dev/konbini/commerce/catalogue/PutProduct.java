package dev.konbini.commerce.catalogue;

import dev.konbini.commerce.precondition.Precondition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// Creates a product, or replaces all that is said about it.
@Service
public final class PutProduct {

    private static final Logger LOG = LoggerFactory.getLogger(PutProduct.class);

    private final Products products;
    private final ApplicationEventPublisher events;

    PutProduct(Products products, ApplicationEventPublisher events) {
        this.products = products;
        this.events = events;
    }

    /// A repeat changes nothing, not the revision either, and answers [Outcome.Unchanged], whatever
    /// version it demands: its first answer may have been lost (RFC 9110, section 13.1.1). That
    /// there be nothing yet is another demand (section 13.1.2). Precedence: [Outcome.Unchanged],
    /// [Outcome.PreconditionFailed], [Outcome.Created], [Outcome.Replaced].
    public Outcome put(Command command) {
        // Each round that does not end here was lost to somebody else's change, or to an election,
        // so it ends.
        while (true) {
            var stored = products.document(command.sku());
            var current = stored.flatMap(ProductDocument::toProduct);
            if (!(command.precondition() instanceof Precondition.Absent)
                    && current.isPresent()
                    && current.get().details().equals(command.details())) {
                if (products.isDurable(command.sku(), current.get().revision())) {
                    return new Outcome.Unchanged(current.get());
                }
                continue;
            }
            if (!command.precondition().permits(revision(current))) {
                return new Outcome.PreconditionFailed();
            }
            var revision = stored.map(ProductDocument::revision).orElse(null);
            var product = products.put(command.sku(), command.details(), revision);
            if (product.isPresent()) {
                return changed(product.get(), current.isPresent());
            }
        }
    }

    private Outcome changed(Product product, boolean replaced) {
        LOG.atInfo()
                .addKeyValue("product.sku", product.sku())
                .log(
                        "Product {} {}, revision {}",
                        product.sku(),
                        replaced ? "changed" : "created",
                        product.revision());
        events.publishEvent(new ProductChanged(product.sku()));
        return replaced ? new Outcome.Replaced(product) : new Outcome.Created(product);
    }

    private static @Nullable Long revision(Optional<Product> product) {
        return product.map(Product::revision).orElse(null);
    }

    /// What an operator asks for.
    public record Command(Sku sku, ProductDetails details, Precondition precondition) {}

    /// What became of it.
    public sealed interface Outcome {
        record PreconditionFailed() implements Outcome {}

        record Unchanged(Product product) implements Outcome {}

        record Created(Product product) implements Outcome {}

        record Replaced(Product product) implements Outcome {}
    }
}
