package dev.konbini.transaction.stock;

import java.time.Instant;

/// Units set aside at one location by one update.
///
/// @param id of this very update; two reservations for one claim have different ids
/// @param claim for what they are set aside: an attempt at an order
public record Reservation(String id, String claim, int quantity, Instant at) {}
