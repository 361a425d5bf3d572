package dev.konbini.commerce.catalogue;

import dev.konbini.commerce.precondition.Precondition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// Takes a product out of the catalogue. Orders keep their own copy of what was bought.
@Service
public final class RemoveProduct {

    private static final Logger LOG = LoggerFactory.getLogger(RemoveProduct.class);

    private final Products products;
    private final ApplicationEventPublisher events;

    RemoveProduct(Products products, ApplicationEventPublisher events) {
        this.products = products;
        this.events = events;
    }

    /// Precedence: [Outcome.Removed] by an earlier request, whose answer may have been lost,
    /// [Outcome.NotFound], [Outcome.PreconditionFailed], [Outcome.Removed].
    public Outcome remove(Command command) {
        while (true) {
            var stored = products.document(command.sku());
            if (stored.isEmpty()) {
                return new Outcome.NotFound();
            }
            var revision = stored.get().revision();
            if (stored.get().removedAt() != null) {
                // The tombstone is one revision after what was removed.
                if (!command.precondition().permits(revision - 1)) {
                    return new Outcome.NotFound();
                }
                if (products.isDurable(command.sku(), revision)) {
                    return new Outcome.Removed();
                }
                continue;
            }
            if (!command.precondition().permits(revision)) {
                return new Outcome.PreconditionFailed();
            }
            if (products.remove(command.sku(), revision)) {
                LOG.atInfo()
                        .addKeyValue("product.sku", command.sku())
                        .log("Product {} removed", command.sku());
                events.publishEvent(new ProductChanged(command.sku()));
                return new Outcome.Removed();
            }
        }
    }

    /// What an operator asks for.
    public record Command(Sku sku, Precondition precondition) {}

    /// What became of it.
    public sealed interface Outcome {
        record NotFound() implements Outcome {}

        record PreconditionFailed() implements Outcome {}

        record Removed() implements Outcome {}
    }
}
