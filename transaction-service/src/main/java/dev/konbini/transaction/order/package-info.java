/// Orders, from an offer that is accepted to an order that stands.
///
/// [PlaceOrder] takes an order through its steps, [Order] guards what may follow what,
/// [FinishOrders] does what a step that stopped half-way left to do. Uses the stock, the payments
/// and the offers; publishes order and payment events through the outbox.
@NullMarked
package dev.konbini.transaction.order;

import org.jspecify.annotations.NullMarked;
