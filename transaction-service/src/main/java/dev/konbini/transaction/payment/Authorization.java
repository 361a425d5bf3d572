package dev.konbini.transaction.payment;

import dev.konbini.transaction.money.Money;

/// An amount that is held on a card until it is captured or voided.
public record Authorization(String id, Money amount) {}
