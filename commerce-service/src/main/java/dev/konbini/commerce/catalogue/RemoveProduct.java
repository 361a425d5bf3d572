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

    /// Precedence: [Outcome.NotFound], which a repeat gets, [Outcome.PreconditionFailed],
    /// [Outcome.Removed].
    public Outcome remove(Command command) {
        while (true) {
            var current = products.find(command.sku());
            if (current.isEmpty()) {
                return new Outcome.NotFound();
            }
            var revision = current.get().revision();
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
