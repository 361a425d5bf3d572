/// Keeps the books of lines: how many came in, and what became of each.
///
/// A batch is booked after it is stored and before its offsets are committed, by offset, so that
/// replays, crashes and rebalances book no record twice (`docs/decisions/ledger.md`). Uses
/// [dev.konbini.logging.ingest], which tells it of batches, [dev.konbini.logging.index] and
/// [dev.konbini.logging.membership]. Publishes [RemovedLines], for who removes indices.
@NullMarked
package dev.konbini.logging.ledger;

import org.jspecify.annotations.NullMarked;
