/// Getting events from the documents they are about into Kafka: at least once, in order for each
/// document.
///
/// Uses Kafka, and never makes anybody wait for it. Publishes `konbini.orders`
/// (`contracts/topics/orders/event.schema.json`).
@NullMarked
package dev.konbini.transaction.outbox;

import org.jspecify.annotations.NullMarked;
