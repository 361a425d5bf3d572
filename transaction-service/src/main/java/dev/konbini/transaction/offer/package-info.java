/// The signed offers of commerce-service, checked offline.
///
/// Decides whether an offer is ours and reads its claims (`contracts/http/offer.schema.json`).
/// Whether it has lapsed is for its users to ask: an order that was confirmed in time outlives its
/// offer.
@NullMarked
package dev.konbini.transaction.offer;

import org.jspecify.annotations.NullMarked;
