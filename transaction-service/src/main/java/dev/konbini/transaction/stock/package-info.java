/// How much there is of each product at each location, and for whom it is set aside.
///
/// Available is on hand less reserved and is never below zero. Every change is one conditional
/// update of one document, so two buyers never wait for each other and never take the same unit.
@NullMarked
package dev.konbini.transaction.stock;

import org.jspecify.annotations.NullMarked;
