package dev.konbini.transaction.payment;

/// What may be known and shown of a card.
///
/// @param brand such as `visa`
/// @param last4 the last four digits of its number
public record Card(String brand, String last4) {}
